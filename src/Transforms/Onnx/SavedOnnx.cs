using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>
/// An ONNX graph as an ML.NET transformer that saves and loads by itself. ONNX names are column names there, and an input and an
/// output cannot share one: a column that is replaced is first copied to a temporary one.
/// </summary>
internal static class SavedOnnx
{
    /// <summary>Fits the graph on an empty view.</summary>
    /// <param name="context">A context of its own.</param>
    /// <param name="output">The output column.</param>
    /// <param name="input">The input column.</param>
    /// <param name="inputType">Its type.</param>
    /// <param name="build">Gives the model, its input and output named as told.</param>
    public static ITransformer Fit(
        MLContext context,
        string output,
        string input,
        DataViewType inputType,
        Func<string, string, byte[]> build)
        => Fit(context.Transforms, output, input, inputType, build);

    /// <summary>The same with the transforms of any environment.</summary>
    public static ITransformer Fit(
        TransformsCatalog transforms,
        string output,
        string input,
        DataViewType inputType,
        Func<string, string, byte[]> build)
    {
        var view = EmptyView.With(input, inputType);
        if (output != input)
            return Apply(transforms, output, input, inputType, build).Fit(view);
        var copy = input + ".Before";
        return transforms.CopyColumns(copy, input)
            .Append(Apply(transforms, output, copy, inputType, build))
            .Append(transforms.DropColumns(copy))
            .Fit(view);
    }

    // The estimator has opened the file already: what it fits is always the same transformer, which the file stays for.
    private static OnnxScoringEstimator Apply(
        TransformsCatalog transforms,
        string output,
        string input,
        DataViewType inputType,
        Func<string, string, byte[]> build)
    {
        OnnxScoringEstimator? estimator = null;
        var folder = MLNetInternals.TempFolder(MLNetInternals.Environment(transforms));
        GraphFile.Open(folder, build(output, input), file =>
        {
            estimator = transforms.ApplyOnnxModel(output, input, file);
            return estimator.Fit(EmptyView.With(input, inputType));
        });
        return estimator!;
    }
}
