using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Onnx;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>The smallest graph: three numbers in, the same out.</summary>
internal static class IdentityGraph
{
    public static readonly VectorDataViewType Type = new(NumberDataViewType.Single, 3);

    public static byte[] Build(string output, string input)
    {
        var graph = new OnnxGraph("identity");
        graph.Output(output, graph.Node("Identity", [graph.Input(input, 3)]), 3);
        return graph.ToModel();
    }

    /// <summary>Has ML.NET open a file with it.</summary>
    public static OnnxTransformer Open(string file)
        => new MLContext().Transforms.ApplyOnnxModel("out", "in", file).Fit(EmptyView.With("in", Type));
}
