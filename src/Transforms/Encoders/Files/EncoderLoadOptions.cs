using MsMclr.MLNet.Transforms.Encoders.Files;

namespace MsMclr.MLNet;

/// <summary>What <see cref="SkeletonTransformsCatalog.LoadEncoder"/> should take from a file, and what to assume where the file does not tell.</summary>
/// <remarks>Files that this library wrote tell everything. Those of PyTorch tell C, V, c and D by the shapes of their tensors; layout, frames, bodies and stream
/// are assumed to be the Python code's. What is set here wins over both.</remarks>
public sealed class EncoderLoadOptions
{
    internal const int ReferenceFrames = 50;
    internal const int ReferenceBodies = 2;

    /// <summary>The column of embeddings that the transformer adds.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string OutputColumnName { get; init; } = "Features";

    /// <summary>The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>.</summary>
    /// <value>Default <c>Skeleton</c>.</value>
    public string InputColumnName { get; init; } = "Skeleton";

    /// <summary>What precedes the encoder's names in the file, its dot included, such as <c>encoder_k.</c>; empty for nothing.</summary>
    /// <value>Default null: <c>encoder_q.</c> where there is one, or the only encoder that the file holds.</value>
    public string? Prefix { get; init; }

    /// <summary>Whether tensors that nobody knows are an error. Missing and misshapen ones always are.</summary>
    /// <value>Default true.</value>
    public bool Strict { get; init; } = true;

    /// <summary>The skeleton.</summary>
    /// <value>Default null: the file's; or the known layout of as many joints, where there is only one.</value>
    public SkeletonLayout? Layout { get; init; }

    /// <summary>T, the frames of a clip.</summary>
    /// <value>Default null: the file's, or 50.</value>
    public int? Frames { get; init; }

    /// <summary>M, the bodies of a clip.</summary>
    /// <value>Default null: the file's, or 2.</value>
    public int? Bodies { get; init; }

    /// <summary>What the network sees of a clip.</summary>
    /// <value>Default null: the file's, or <see cref="SkeletonStream.Joint"/>.</value>
    public SkeletonStream? Stream { get; init; }

    /// <summary>Whether the mean over bodies leaves out absent ones.</summary>
    /// <value>Default null: the file's, or false.</value>
    public bool? ExcludeAbsentBodies { get; init; }

    /// <summary>How far graph distances were counted when a file that holds no graph (<c>A</c>) was trained.</summary>
    /// <value>Default <see cref="GraphDistance.OneHop"/>, as in the Python code.</value>
    public GraphDistance GraphDistance { get; init; }

    /// <summary>The GPU to score on; null for that of the <c>MLContext</c>, or the CPU if it names none.</summary>
    /// <value>Default null.</value>
    public int? GpuDeviceId { get; init; }

    /// <summary>Whether the CPU takes over where the GPU cannot be used; <c>MLContext.FallbackToCpu</c> counts too.</summary>
    /// <value>Default false.</value>
    public bool FallbackToCpu { get; init; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(OutputColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(InputColumnName);
        Require(Frames is null or (>= 1 and <= 100_000), nameof(Frames), Frames, "1 to 100000");
        Require(Bodies is null or (>= 1 and <= 64), nameof(Bodies), Bodies, "1 to 64");
        Require(GpuDeviceId is null or >= 0, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
        Require(Stream is not { } stream || Enum.IsDefined(stream), nameof(Stream), Stream, string.Join(", ", Enum.GetNames<SkeletonStream>()));
        Require(Enum.IsDefined(GraphDistance), nameof(GraphDistance), GraphDistance, string.Join(", ", Enum.GetNames<GraphDistance>()));
    }

    internal EncoderDefinition Adjust(EncoderDefinition encoder) => encoder with
    {
        Shape = encoder.Shape with { Frames = Frames ?? encoder.Shape.Frames, Bodies = Bodies ?? encoder.Shape.Bodies },
        Layout = Layout ?? encoder.Layout,
        Stream = Stream ?? encoder.Stream,
        ExcludeAbsentBodies = ExcludeAbsentBodies ?? encoder.ExcludeAbsentBodies,
    };

    private static void Require(bool holds, string option, object? value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(option, value, $"EncoderLoadOptions.{option} is {value}; allowed: {allowed}.");
    }
}
