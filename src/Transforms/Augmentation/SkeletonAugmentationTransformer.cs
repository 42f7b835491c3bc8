using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Augmentation;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet;

/// <summary>
/// Augments clips while a model is trained, and only then: row by row (in a <c>PredictionEngine</c>) and in a saved model it leaves
/// them as they are. Made by <c>mlContext.Transforms.Skeleton.Augment</c>.
/// </summary>
public sealed class SkeletonAugmentationTransformer : SkeletonRowTransformer
{
    private readonly AugmentationFunction _augment;
    private readonly ClipShape _shape;
    private readonly bool _newEachPass;

    internal SkeletonAugmentationTransformer(
        IHostEnvironment environment,
        AugmentationFunction augment,
        ClipShape shape,
        SkeletonLayout layout,
        bool newEachPass,
        string outputColumnName,
        string inputColumnName)
        : base(environment, outputColumnName, inputColumnName)
    {
        _augment = augment;
        _shape = shape;
        _newEachPass = newEachPass;

        // The stream of joints is the clip itself: a copy.
        RowFunction = new StreamFunction(SkeletonStream.Joint, shape, layout, inputColumnName);
    }

    private protected override ClipFunction Function => _augment;

    private protected override ClipFunction RowFunction { get; }

    private protected override IDataView View(IDataView input, AddedColumn added)
    {
        if (!_newEachPass)
            return base.View(input, added);
        var passes = -1;
        return new AddedColumnView(input, added, () => _augment.In(Interlocked.Increment(ref passes)));
    }

    private protected override ITransformer Saved(MLContext context)
    {
        var view = EmptyView.With(InputColumnName, PreparedColumn.TypeOf(_shape));
        return context.Transforms.CopyColumns(OutputColumnName, InputColumnName).Fit(view);
    }
}
