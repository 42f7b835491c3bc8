using System.Collections.Immutable;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Specifies what <c>mlContext.Data.LoadFromClips</c> is told of clips that are in memory.</summary>
public sealed class MemoryClipOptions
{
    /// <summary>Gets or sets the skeleton.</summary>
    /// <value>Default null: the one that the clips tell (<see cref="SkeletonRecording.Layout"/>).</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets M, the bodies of a frame. Clips that have fewer are filled up with absent ones.</summary>
    /// <value>Default null: the most that a clip has; from 1 to 1,000.</value>
    public int? Bodies { get; set; }

    /// <summary>Gets or sets how many of a joint's C values are coordinates; those after them are scores.</summary>
    /// <value>Default null: all; from 1 to C.</value>
    public int? Coordinates { get; set; }

    /// <summary>
    /// Gets or sets the names of the labels, in the order of their keys. Give training and test clips the same ones.
    /// </summary>
    /// <value>Default empty: the labels of the clips, sorted.</value>
    public ImmutableArray<string> LabelNames { get; set; } = [];

    internal MemoryClipOptions Checked()
    {
        const string Owner = nameof(MemoryClipOptions);
        OptionCheck.Require(Bodies is null or (>= 1 and <= 1_000), Owner, nameof(Bodies), Bodies, "1 to 1000, or null");
        OptionCheck.Require(Coordinates is null or >= 1, Owner, nameof(Coordinates), Coordinates, "1 to C, or null");
        ImmutableArray<string> names = LabelNames.IsDefault ? [] : LabelNames;
        var differ = names.Distinct(StringComparer.Ordinal).Count() == names.Length;
        OptionCheck.Require(differ, Owner, nameof(LabelNames), string.Join(", ", names), "names that differ");
        var options = (MemoryClipOptions)MemberwiseClone();
        options.LabelNames = names;
        return options;
    }
}
