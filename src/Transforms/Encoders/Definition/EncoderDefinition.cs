using System.Globalization;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using MsMclr.MLNet.Transforms.Encoders.Whitening;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Preparation;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Definition;

/// <summary>A trained encoder as data: what it expects and its weights under their PyTorch names, independent of any backend.</summary>
internal sealed record EncoderDefinition
{
    /// <summary>The clips it reads.</summary>
    public required ClipShape Shape { get; init; }

    /// <summary>The skeleton.</summary>
    public required SkeletonLayout Layout { get; init; }

    /// <summary>What it makes of a clip before anything else.</summary>
    public SkeletonStream Stream { get; init; }

    /// <summary>What the network sees of a clip: the shape of its stream.</summary>
    public ClipShape Input => StreamShape.Of(Stream, Shape);

    /// <summary>How the clips that it was trained on were prepared; null where nobody has said it.</summary>
    public ClipPreparation? Preparation { get; init; }

    /// <summary>c, the channels of the first block.</summary>
    public required int HiddenChannels { get; init; }

    /// <summary>D, the channels of the last block.</summary>
    public required int FeatureSize { get; init; }

    /// <summary>How its feature maps become its embedding.</summary>
    public SkeletonReadout Readout { get; init; } = SkeletonReadout.Global;

    /// <summary>What is made of the embedding after it is read out.</summary>
    public EmbeddingWhitening Whitening { get; init; } = EmbeddingWhitening.None;

    /// <summary>Whether the mean over bodies leaves out those whose coordinates are all exactly 0 (over all, if none is present).</summary>
    public bool ExcludeAbsentBodies { get; init; }

    /// <summary>
    /// Those that <see cref="Architecture"/> requires. Weights that the embedding does not need (motion attention's, a head's)
    /// travel along.
    /// </summary>
    public required IReadOnlyDictionary<string, EncoderTensor> Weights { get; init; }

    /// <summary>Its blocks, and the names and shapes of its weights; the graph's subsets are those of the graph that it holds.</summary>
    public EncoderArchitecture Architecture => new(Input.Channels, Input.Joints, HiddenChannels, FeatureSize)
    {
        Subsets = EncoderArchitecture.SubsetsOf(Weights.GetValueOrDefault(EncoderArchitecture.AdjacencyName).Shape),
    };

    /// <summary>The read-out of its blocks and its skeleton. Made anew at each call.</summary>
    public ReadoutPlan Plan => new(Readout, Layout, Architecture, Shape.Frames);

    /// <summary>E, the length of the embedding: D with <see cref="SkeletonReadout.Global"/>. Counted anew at each call.</summary>
    public int EmbeddingSize => WhitenedSize ?? (int)Plan.Size;

    /// <summary>The names of the embedding's numbers, in order.</summary>
    public IEnumerable<string> EmbeddingNames
    {
        get
        {
            if (WhitenedSize is not { } size)
                return Plan.Names();
            return Enumerable.Range(1, size).Select(number => string.Create(CultureInfo.InvariantCulture, $"component.{number}"));
        }
    }

    /// <summary>The encoder as it was before it was whitened.</summary>
    public EncoderDefinition Unwhitened()
    {
        if (Whitening == EmbeddingWhitening.None)
            return this;
        var added = WhiteningWeights.Of(Whitening);
        var weights = Weights.Where(weight => !added.Contains(weight.Key)).ToDictionary();
        return this with { Whitening = EmbeddingWhitening.None, Weights = weights };
    }

    private int? WhitenedSize
    {
        get
        {
            if (Whitening.Power == 0)
                return null;
            return (int)Weights[WhiteningWeights.Directions].Shape[1];
        }
    }
}
