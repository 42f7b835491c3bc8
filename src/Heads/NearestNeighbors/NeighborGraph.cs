using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.NearestNeighbors;

/// <summary>Writes the votes of a bank of neighbors as ONNX: <c>[1, D]</c> to <c>[classes]</c>.</summary>
internal static class NeighborGraph
{
    private const float SmallestNorm = 1e-12f;

    public static byte[] Build(NeighborBank bank, VoteHead head, string input, string output)
    {
        var (rows, classes) = (bank.Rows, bank.Rows.Classes);
        var graph = new OnnxGraph("NearestNeighbors");
        var features = graph.Input(input, 1, rows.Dimension);
        var norm = graph.Node("Sqrt", [graph.Node("ReduceSum", [graph.Node("Mul", [features, features]), graph.Constant(1L)])]);
        var unit = graph.Node("Div", [features, graph.Node("Max", [norm, graph.Constant(SmallestNorm)])]);
        var similarities = graph.Node("MatMul", [unit, graph.Weight("rows", new EncoderTensor([rows.Dimension, rows.Count], Transposed(rows)))]);
        var (nearest, indices) = graph.TopK(similarities, bank.K);
        var weights = graph.Node("Softmax", [graph.Node("Div", [nearest, graph.Constant(bank.Temperature)])], OnnxGraph.Attribute("axis", 1));
        var labels = graph.Node("Gather", [graph.Constant([.. rows.Labels.Select(label => (long)label)]), indices]);
        var ballots = graph.Node("OneHot", [labels, graph.Constant((long)classes), graph.Constant(0f, 1f)]);
        var votes = graph.Node("MatMul", [graph.Node("Unsqueeze", [weights, graph.Constant(1L)]), ballots]);
        graph.Output(output, head.Undo(graph, VoteHead.Logs(graph, votes)), classes);
        return graph.ToModel();
    }

    private static float[] Transposed(LabeledFeatures rows)
    {
        if ((long)rows.Values.Length * sizeof(float) > int.MaxValue - (1 << 20))
            throw new InvalidOperationException($"{rows.Count} neighbors of {rows.Dimension} values are more than 2 GB, the most an ONNX file holds; train on fewer rows.");
        var values = new float[rows.Values.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows.Dimension; i++)
                values[(i * rows.Count) + row] = rows.Values[(row * rows.Dimension) + i];
        }

        return values;
    }
}
