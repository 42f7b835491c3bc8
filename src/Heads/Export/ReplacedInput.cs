using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>
/// Where ML.NET's projection to principal components replaces the column that it reads, what it writes reads its own result: it asks for
/// the name of the column after it has given that name to the result. It means the model's input, which nothing reads then.
/// </summary>
internal static class ReplacedInput
{
    /// <summary>Has nodes that read what is made later read the input.</summary>
    /// <exception cref="NotSupportedException">It cannot be told which input is meant.</exception>
    public static void Restore(ModelProto model)
    {
        var later = model.Graph.Node.SelectMany(node => node.Output).ToHashSet();
        foreach (var node in model.Graph.Node)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                if (later.Contains(node.Input[i]))
                    node.Input[i] = Unread(model.Graph);
            }

            later.ExceptWith(node.Output);
        }
    }

    private static string Unread(GraphProto graph)
    {
        var read = graph.Node.SelectMany(node => node.Input).Concat(graph.Initializer.Select(tensor => tensor.Name)).ToHashSet();
        string[] unread = [.. graph.Input.Select(input => input.Name).Where(name => !read.Contains(name))];
        if (unread.Length != 1)
            throw new NotSupportedException("the graph that ML.NET writes of it reads what it makes only later");
        return unread[0];
    }
}
