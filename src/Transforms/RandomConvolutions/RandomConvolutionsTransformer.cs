using Microsoft.ML;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet;

/// <summary>Computes random convolutions of prepared clips. Made by <c>mlContext.Transforms.Skeleton.RandomConvolutions</c>.</summary>
/// <remarks>A saved model holds an ONNX graph that gives the same bits; the names of the slots stay behind.</remarks>
public sealed class RandomConvolutionsTransformer : SkeletonRowTransformer
{
    private readonly ConvolutionBank _bank;

    internal RandomConvolutionsTransformer(
        IHostEnvironment environment,
        ConvolutionBank bank,
        string outputColumnName,
        string inputColumnName)
        : base(environment, outputColumnName, inputColumnName)
    {
        _bank = bank;
        Function = new ConvolutionFunction(bank, inputColumnName);
    }

    internal ConvolutionBank Bank => _bank;

    /// <summary>Gets the number of features of a clip.</summary>
    public int FeatureCount => _bank.FeatureCount;

    private protected override ClipFunction Function { get; }

    private protected override ITransformer Saved(MLContext context)
        => SavedOnnx.Fit(
            context,
            OutputColumnName,
            InputColumnName,
            PreparedColumn.TypeOf(_bank.Shape),
            (output, input) => ConvolutionGraph.Build(_bank, output, input));
}
