namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>The values that a node reads.</summary>
internal static class UsedNames
{
    /// <summary>Its inputs, and what its branches read.</summary>
    public static IEnumerable<string> Of(NodeProto node)
    {
        var branches = node.Attribute.Where(attribute => attribute.G is not null).Select(attribute => attribute.G);
        return node.Input.Concat(branches.SelectMany(Of));
    }

    private static IEnumerable<string> Of(GraphProto branch)
        => branch.Output.Select(output => output.Name).Concat(branch.Node.SelectMany(Of));
}
