using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>How to read clips from a NumPy array, <c>[N, C, T, V, M]</c> or another order, that Python code preprocesses to.</summary>
public sealed class NpySkeletonOptions
{
    /// <summary>Gets or sets the skeleton; its number of joints must be V.</summary>
    /// <value>Required.</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets the order of the array's axes.</summary>
    /// <value>Default <see cref="NpyAxes.ChannelsFirst"/>.</value>
    public NpyAxes Axes { get; set; } = NpyAxes.ChannelsFirst;

    /// <summary>
    /// Gets or sets a value indicating whether the last of the values of a joint is its score. A joint of score 0 was not found.
    /// </summary>
    /// <value>Default false: all are coordinates.</value>
    public bool HasScore { get; set; }

    /// <summary>Gets or sets C, values a joint.</summary>
    /// <value>Default 3.</value>
    public int Channels { get; set; } = 3;

    /// <summary>Gets or sets M, bodies a clip.</summary>
    /// <value>Default 2.</value>
    public int Bodies { get; set; } = 2;

    /// <summary>
    /// Gets or sets the labels: a <c>.npy</c> vector of N whole numbers, or a CSV file without header that has one line a clip,
    /// <c>label</c> or
    /// <c>name,label</c>.
    /// </summary>
    /// <value>Default null: no labels. Pickle files are never read, since reading one can run anything; convert them once, see
    /// <c>docs/formats.md</c>.</value>
    public string? LabelsFile { get; set; }

    /// <summary>Gets or sets the actions' names, in the order of their numbers.</summary>
    /// <value>Default empty. Needed with <see cref="LabelsFile"/>.</value>
    public IReadOnlyList<string> Actions { get; set; } = [];

    /// <summary>Gets or sets the number of the first action in <see cref="LabelsFile"/>.</summary>
    /// <value>Default 0, as Python code counts.</value>
    public int FirstLabel { get; set; }

    /// <summary>
    /// Gets or sets a value indicating whether frames of zeros at the end of a clip are kept. Arrays are padded with them to one length.
    /// </summary>
    /// <value>Default false: they are cut off.</value>
    public bool KeepPadding { get; set; }

    /// <summary>Gets or sets the frames a second.</summary>
    /// <value>Default 0: not known.</value>
    public float FrameRate { get; set; }

    internal NpySkeletonOptions Checked()
    {
        if (Layout is null)
            throw new ArgumentException("No layout is given; set Layout, for example to SkeletonLayout.NtuRgbd.", nameof(Layout));
        OptionCheck.Require(Channels >= 1, nameof(NpySkeletonOptions), nameof(Channels), Channels, "1 or more");
        OptionCheck.RequireNamed(Axes, nameof(NpySkeletonOptions), nameof(Axes));
        OptionCheck.Require(!HasScore || Channels >= 2, nameof(NpySkeletonOptions), nameof(Channels), Channels, "2 or more with a score");
        OptionCheck.Require(Bodies >= 1, nameof(NpySkeletonOptions), nameof(Bodies), Bodies, "1 or more");
        if (LabelsFile is not null && Actions.Count == 0)
        {
            throw new ArgumentException(
                "LabelsFile needs the actions' names: set Actions, for example to SkeletonFormat.NtuRgbd.Actions.",
                nameof(Actions));
        }

        return (NpySkeletonOptions)MemberwiseClone();
    }
}
