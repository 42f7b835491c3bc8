namespace MsMclr.MLNet;

/// <summary>What is said of joints where their names don't tell it. Joints are named as in the file, case-insensitive.</summary>
public sealed class JointNamesOptions
{
    /// <summary>
    /// Gets or sets pairs of joints that mirror each other, each left joint with its right one, besides those that names tell.
    /// </summary>
    /// <value>Default empty: what names tell.</value>
    public IReadOnlyDictionary<string, string> MirrorPairs { get; set; } = new Dictionary<string, string>();

    /// <summary>Gets or sets the joint where the left upper arm begins; needs <see cref="RightShoulder"/>.</summary>
    /// <value>Default null: what names tell.</value>
    public string? LeftShoulder { get; set; }

    /// <summary>Gets or sets the joint where the right upper arm begins; needs <see cref="LeftShoulder"/>.</summary>
    /// <value>Default null: what names tell.</value>
    public string? RightShoulder { get; set; }

    /// <summary>Gets or sets the joint that clips are centered on.</summary>
    /// <value>Default null: the hips by name, else the root.</value>
    public string? Center { get; set; }
}
