using System.Collections.ObjectModel;

namespace MsMclr.MLNet;

/// <summary>What is known of a clip besides its frames: who did what, seen by which camera. Splits decide on it.</summary>
/// <remarks>0 stands for "not known" in every number.</remarks>
public sealed record ClipInfo
{
    /// <summary>Gets the clip's name: the file's without extension, followed by a number where a file holds several clips.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the recording that the clip was cut from, where one file holds several clips.</summary>
    /// <value>Default: <see cref="Name"/>.</value>
    public string Recording { get => field ?? Name; init; }

    /// <summary>
    /// Gets where in the file the clip is, for formats that can read in any order (see <see cref="SkeletonFile.Order"/>).
    /// </summary>
    /// <value>Default null: clips are where they are read.</value>
    public int? Position { get; init; }

    /// <summary>
    /// Gets the action, 1-based into the format's list of actions. Becomes the <c>Label</c> key; 0 becomes a missing key.
    /// </summary>
    /// <value>Default 0: not known.</value>
    public uint Label { get; init; }

    /// <summary>Gets the person (the first one in clips of two), 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Subject { get; init; }

    /// <summary>Gets the camera or view, 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Camera { get; init; }

    /// <summary>Gets the collection setup (NTU RGB+D: height and distance of the cameras), 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Setup { get; init; }

    /// <summary>Gets which repetition of the same action by the same person, 1-based.</summary>
    /// <value>Default 0: not known.</value>
    public uint Replication { get; init; }

    /// <summary>Gets the frames a second.</summary>
    /// <value>Default 0: not known.</value>
    public float FrameRate { get; init; }

    /// <summary>
    /// Gets what a labels' file (the loader's <c>LabelsFile</c>) tells besides, by the column's name. Splits may go by
    /// it: <c>clip.Others["fold"] == "1"</c>. Case does not matter in names.
    /// </summary>
    /// <value>Default empty.</value>
    public IReadOnlyDictionary<string, string> Others { get; init; } = ReadOnlyDictionary<string, string>.Empty;
}
