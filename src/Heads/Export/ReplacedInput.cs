using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>
/// Where ML.NET's projection to principal components replaces the column that it reads, the node that it writes reads its own output: it
/// asks for the name of the column after it has given that name to the output. It means the model's input, which no node reads then.
/// </summary>
internal static class ReplacedInput
{
    /// <summary>Has such a node read the input.</summary>
    /// <exception cref="NotSupportedException">It cannot be told which input is meant.</exception>
    public static void Restore(ModelProto model)
    {
        foreach (var node in model.Graph.Node)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                if (node.Output.Contains(node.Input[i]))
                    node.Input[i] = Unread(model.Graph);
            }
        }
    }

    private static string Unread(GraphProto graph)
    {
        var read = graph.Node.SelectMany(node => node.Input).Concat(graph.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        string[] unread = [.. graph.Input.Select(input => input.Name).Where(name => !read.Contains(name))];
        if (unread.Length != 1)
            throw new NotSupportedException("the graph that ML.NET writes of it has a node that reads its own output");
        return unread[0];
    }
}
