using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet;

/// <summary>
/// Makes recordings <c>[T, M, V, C]</c> of any length into clips <c>[C, T, V, M]</c> of one shape. Made by
/// <c>mlContext.Transforms.Skeleton.Prepare</c>.
/// </summary>
public sealed class SkeletonPreparationTransformer : SkeletonRowTransformer
{
    private readonly ClipPreparation _preparation;

    internal SkeletonPreparationTransformer(
        IHostEnvironment environment,
        ClipPreparation preparation,
        string outputColumnName,
        string inputColumnName)
        : base(environment, outputColumnName, inputColumnName)
    {
        _preparation = preparation;
        Function = new PreparationFunction(Host, preparation, inputColumnName);
    }

    /// <summary>Gets the shape of prepared clips.</summary>
    public ClipShape Shape => _preparation.Shape;

    /// <summary>Gets the skeleton.</summary>
    public SkeletonLayout Layout => _preparation.Layout;

    private protected override ClipFunction Function { get; }

    private protected override ITransformer Saved(MLContext context)
    {
        var recordings = new VectorDataViewType(NumberDataViewType.Single, 0, Shape.Bodies, Shape.Joints, Shape.Channels);
        var graph = new PreparationGraph(_preparation);
        return SavedOnnx.Fit(context, OutputColumnName, InputColumnName, recordings, graph.Build);
    }
}
