using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>An augmentation as a function of a column. The random numbers belong to the row's identity, not to its place.</summary>
internal sealed class AugmentationFunction(
    SkeletonAugmentation augmentation,
    ClipShape shape,
    SkeletonLayout layout,
    string inputColumnName,
    long seed,
    int epoch) : ClipFunction
{
    /// <summary>How many of a joint's values are coordinates; null where the column does not tell: all.</summary>
    public int? Coordinates { get; init; }

    public override VectorDataViewType OutputType { get; } = PreparedColumn.TypeOf(shape);

    public override DataViewSchema.Annotations Annotations => LayoutAnnotations.Write(layout, Coordinates);

    /// <summary>The same augmentation with the random numbers of another pass.</summary>
    public AugmentationFunction In(int pass)
        => new(augmentation, shape, layout, inputColumnName, seed, pass) { Coordinates = Coordinates };

    public override void Check(DataViewSchema.Column input) => PreparedColumn.Check(input, shape, layout);

    public override ClipOperation Start()
    {
        var scratch = new float[shape.Length];
        var coordinates = Coordinates ?? shape.Channels;
        return (in ClipRow row, ReadOnlySpan<float> clip, Span<float> output) =>
        {
            PreparedColumn.CheckLength(inputColumnName, shape, row.Position, clip.Length);
            clip.CopyTo(output);
            var identity = (long)(row.Id.Low ^ (row.Id.High * SplitMix64.Increment));
            var random = AugmentationRandom.For(seed, epoch, identity, view: 0);
            var augmented = new SkeletonClip(output, shape, layout, scratch, coordinates);
            augmentation.Apply(augmented, ref random);
        };
    }
}
