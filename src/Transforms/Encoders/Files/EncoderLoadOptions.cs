using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet;

/// <summary>
/// Specifies what <see cref="SkeletonTransformsCatalog.LoadEncoder"/> takes from a file, and what it assumes where the file does not
/// tell.
/// </summary>
/// <remarks>
/// Files that this library wrote tell everything. Those of PyTorch tell C, V, c and D by the shapes of their tensors; layout, frames,
/// bodies and stream are assumed to be the Python code's. What is set here wins over both.
/// </remarks>
public sealed class EncoderLoadOptions
{
    internal const int ReferenceFrames = 50;
    internal const int ReferenceBodies = 2;

    /// <summary>Gets or sets the column of embeddings that the transformer adds.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string OutputColumnName { get; set; } = "Features";

    /// <summary>Gets or sets the column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
    /// <value>Default <c>Skeleton</c>.</value>
    public string InputColumnName { get; set; } = "Skeleton";

    /// <summary>
    /// Gets or sets what precedes the encoder's names in the file, its dot included, such as <c>encoder_k.</c>; empty for nothing.
    /// </summary>
    /// <value>Default null: <c>encoder_q.</c> where there is one, or the only encoder that the file holds.</value>
    public string? Prefix { get; set; }

    /// <summary>Gets or sets whether tensors that nobody knows are an error. Missing and misshapen ones always are.</summary>
    /// <value>Default true.</value>
    public bool Strict { get; set; } = true;

    /// <summary>Gets or sets the skeleton.</summary>
    /// <value>Default null: the file's; or the known layout of as many joints, where there is only one.</value>
    public SkeletonLayout? Layout { get; set; }

    /// <summary>Gets or sets T, the frames of a clip.</summary>
    /// <value>Default null: the file's, or 50.</value>
    public int? Frames { get; set; }

    /// <summary>Gets or sets M, the bodies of a clip.</summary>
    /// <value>Default null: the file's, or 2.</value>
    public int? Bodies { get; set; }

    /// <summary>Gets or sets what the network sees of a clip.</summary>
    /// <value>Default null: the file's, or <see cref="SkeletonStream.Joint"/>.</value>
    public SkeletonStream? Stream { get; set; }

    /// <summary>Gets or sets how feature maps become the embedding. Another one than the file's reads the encoder out anew, and
    /// without the file's whitening.</summary>
    /// <value>Default null: the file's, or <see cref="SkeletonReadout.Global"/>.</value>
    public SkeletonReadout? Readout { get; set; }

    /// <summary>Gets or sets whether the mean over bodies leaves out absent ones.</summary>
    /// <value>Default null: the file's, or false.</value>
    public bool? ExcludeAbsentBodies { get; set; }

    /// <summary>
    /// Gets or sets how far graph distances were counted when a file that holds no graph (<c>A</c>) was trained.
    /// </summary>
    /// <value>Default <see cref="GraphDistance.OneHop"/>, as in the Python code.</value>
    public GraphDistance GraphDistance { get; set; } = GraphDistance.OneHop;

    /// <summary>Gets or sets the GPU to score on; null for that of the <c>MLContext</c>, or the CPU if it names none.</summary>
    /// <value>Default null.</value>
    public int? GpuDeviceId { get; set; }

    /// <summary>Gets or sets whether the CPU takes over where the GPU cannot be used; null for what the <c>MLContext</c> says.</summary>
    /// <value>Default null.</value>
    public bool? FallbackToCpu { get; set; }

    internal void Check()
    {
        const string Owner = nameof(EncoderLoadOptions);
        OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
        OptionCheck.RequireText(InputColumnName, Owner, nameof(InputColumnName));
        OptionCheck.Require(Frames is null or (>= 1 and <= 100_000), Owner, nameof(Frames), Frames, "1 to 100000, or null");
        OptionCheck.Require(Bodies is null or (>= 1 and <= 64), Owner, nameof(Bodies), Bodies, "1 to 64, or null");
        OptionCheck.Require(GpuDeviceId is null or >= 0, Owner, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
        if (Stream is { } stream)
            OptionCheck.RequireNamed(stream, Owner, nameof(Stream));
        OptionCheck.RequireNamed(GraphDistance, Owner, nameof(GraphDistance));
    }

    /// <summary>The encoder with what is set here.</summary>
    /// <exception cref="FormatException">The encoder's weights are for another number of channels.</exception>
    internal EncoderDefinition Adjust(EncoderDefinition encoder)
    {
        var stream = Stream ?? encoder.Stream;
        if (StreamShape.Parts(stream) != StreamShape.Parts(encoder.Stream))
        {
            throw new FormatException(
                $"The encoder's stream is {encoder.Stream}, and its weights are not for the channels of {stream}; "
                + $"leave {nameof(EncoderLoadOptions)}.{nameof(Stream)} unset.");
        }

        return Adjusted(encoder, stream);
    }

    private EncoderDefinition Adjusted(EncoderDefinition encoder, SkeletonStream stream)
    {
        var readout = Readout ?? encoder.Readout;

        // The mean of one read-out is not that of another.
        var kept = readout == encoder.Readout ? encoder : encoder.Unwhitened();
        return kept with
        {
            Shape = encoder.Shape with { Frames = Frames ?? encoder.Shape.Frames, Bodies = Bodies ?? encoder.Shape.Bodies },
            Layout = Layout ?? encoder.Layout,
            Stream = stream,
            Readout = readout,
            ExcludeAbsentBodies = ExcludeAbsentBodies ?? encoder.ExcludeAbsentBodies,
        };
    }
}
