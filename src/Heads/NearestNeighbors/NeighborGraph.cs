using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.Saving;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.NearestNeighbors;

/// <summary>Writes the votes of a bank of neighbors as ONNX: <c>[1, D]</c> to <c>[classes]</c>.</summary>
internal static class NeighborGraph
{
    public static byte[] Build(NeighborBank bank, VoteHead head, string input, string output)
    {
        var rows = bank.Rows;
        var graph = new OnnxGraph("NearestNeighbors");
        var unit = UnitVector(graph, graph.Input(input, 1, rows.Dimension));
        var weight = graph.Weight("rows", new EncoderTensor([rows.Dimension, rows.Count], Transposed(rows)));
        var similarities = graph.Node("MatMul", [unit, weight]);
        var (nearest, indices) = graph.TopK(similarities, bank.K);
        var scaled = graph.Node("Div", [nearest, graph.Constant(bank.Temperature)]);
        var weights = graph.Node("Softmax", [scaled], OnnxGraph.Attribute("axis", 1));
        var votes = Votes(graph, weights, Ballots(graph, rows, indices));
        graph.Output(output, head.Undo(graph, VoteHead.Logs(graph, votes)), rows.Classes);
        return graph.ToModel();
    }

    private static string UnitVector(OnnxGraph graph, string features)
    {
        var squares = graph.Node("Mul", [features, features]);
        var norm = graph.Node("Sqrt", [graph.Node("ReduceSum", [squares, graph.Constant(1L)])]);
        var positive = graph.Node("Max", [norm, graph.Constant(NeighborBank.SmallestNorm)]);
        return graph.Node("Div", [features, positive]);
    }

    // [1, K, classes]: a one where a neighbor's class is.
    private static string Ballots(OnnxGraph graph, LabeledFeatures rows, string indices)
    {
        var all = graph.Constant([.. rows.Labels.Select(label => (long)label)]);
        var labels = graph.Node("Gather", [all, indices]);
        return graph.Node("OneHot", [labels, graph.Constant((long)rows.Classes), graph.Constant(0f, 1f)]);
    }

    // [1, K] times [1, K, classes].
    private static string Votes(OnnxGraph graph, string weights, string ballots)
    {
        var row = graph.Node("Unsqueeze", [weights, graph.Constant(1L)]);
        return graph.Node("MatMul", [row, ballots]);
    }

    private static float[] Transposed(LabeledFeatures rows)
    {
        if ((long)rows.Values.Length * sizeof(float) > int.MaxValue - (1 << 20))
        {
            var size = $"{rows.Count} neighbors of {rows.Dimension} values are more than 2 GB";
            throw new InvalidOperationException($"{size}, the most an ONNX file holds; train on fewer rows.");
        }

        var values = new float[rows.Values.Length];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < rows.Dimension; i++)
                values[(i * rows.Count) + row] = rows.Values[(row * rows.Dimension) + i];
        }

        return values;
    }
}
