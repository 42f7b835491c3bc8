using System.Runtime.InteropServices;
using Google.Protobuf;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>
/// Brings what ML.NET writes, which is opset 12, to the opset of our graphs. Of the operators that it uses, these three have got another
/// form since: axes are an input, and no longer an attribute.
/// </summary>
internal static class OperatorUpgrade
{
    private const string Axes = "axes";
    private const int Written = 12;
    private const string Contributed = "com.microsoft";
    private static readonly string[] WithAxes = ["Squeeze", "Unsqueeze", "ReduceSum"];

    // Another meaning or form since. ML.NET writes them for none of the transformers that were looked at.
    private static readonly string[] Changed = ["Softmax", "LogSoftmax", "Hardmax", "Split", "BatchNormalization", "Dropout"];

    /// <exception cref="NotSupportedException">The graph is of another version, or has an operator that nobody looked at.</exception>
    public static void Apply(ModelProto model)
    {
        var opset = model.OpsetImport.First(import => import.Domain is "" or "ai.onnx");
        if (opset.Version != Written)
            throw new NotSupportedException($"ML.NET wrote it in opset {opset.Version} instead of {Written}");
        foreach (var node in model.Graph.Node.Where(node => node.Domain is "" or "ai.onnx").ToArray())
        {
            if (Changed.Contains(node.OpType))
                throw new NotSupportedException($"ML.NET wrote its operator {node.OpType} in the form of opset {Written}");
            if (WithAxes.Contains(node.OpType))
                TakeAxesAsInput(model.Graph, node);
        }

        // ML.NET leaves this one out.
        var imported = model.OpsetImport.Select(import => import.Domain).ToHashSet();
        if (model.Graph.Node.Any(node => node.Domain == Contributed) && imported.Add(Contributed))
            model.OpsetImport.Add(new OperatorSetIdProto { Domain = Contributed, Version = 1 });
    }

    private static void TakeAxesAsInput(GraphProto graph, NodeProto node)
    {
        if (node.Attribute.FirstOrDefault(attribute => attribute.Name == Axes) is not { } axes)
            return;
        node.Attribute.Remove(axes);
        var tensor = new TensorProto { Name = $"{node.Output[0]}.axes", DataType = (int)TensorProto.Types.DataType.Int64 };
        tensor.Dims.Add(axes.Ints.Count);
        tensor.RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(axes.Ints.ToArray()));
        graph.Initializer.Add(tensor);
        node.Input.Add(tensor.Name);
    }
}
