using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>Missing joints mirrored as ONNX nodes: <see cref="MirroredJoints"/>, operation by operation.</summary>
internal sealed class MirrorGraph(OnnxGraph graph, ClipPreparation preparation)
{
    private const int Joints = 2;
    private const int Channels = 3;

    private sealed record Plane(string Middle, string Normal, string Square, string Stands);

    /// <summary>Fills a recording <c>[T, M, V, C]</c>.</summary>
    public string Apply(string x)
    {
        if (Find(x) is not { } plane)
            return x;
        var mirror = preparation.Layout.Mirror;
        var others = graph.Gather(x, graph.Constant([.. mirror.Select(joint => (long)joint)]), Joints);
        var dot = Dot(graph.Subtract(others, plane.Middle), plane.Normal);
        var steps = graph.Divide(graph.Multiply(dot, graph.Constant(2f)), plane.Square);
        var mirrored = graph.Subtract(others, graph.Multiply(steps, plane.Normal));
        var isPaired = graph.Reshape(graph.Flags(mirror.Select((other, joint) => other != joint)), mirror.Length, 1);
        var isMissing = graph.And(graph.IsMissing(graph.Take(x, Channels, 0)), isPaired);
        var scoreless = new FillingGraph(graph, preparation).ZeroForScores(mirrored);
        return graph.Where(graph.And(isMissing, plane.Stands), scoreless, x);
    }

    private Plane? Find(string x)
    {
        var layout = preparation.Layout;
        var ofShoulders = layout.HasShoulders ? Between(x, layout.LeftShoulder, layout.RightShoulder) : null;
        var ofHips = preparation.Hips is { } hips ? Between(x, hips.LeftHip, hips.RightHip) : null;
        if (ofShoulders is null || ofHips is null)
            return ofShoulders ?? ofHips;
        return new(
            graph.Where(ofShoulders.Stands, ofShoulders.Middle, ofHips.Middle),
            graph.Where(ofShoulders.Stands, ofShoulders.Normal, ofHips.Normal),
            graph.Where(ofShoulders.Stands, ofShoulders.Square, ofHips.Square),
            graph.Node("Or", [ofShoulders.Stands, ofHips.Stands]));
    }

    private Plane Between(string x, int left, int right)
    {
        var one = graph.Take(x, Joints, left);
        var other = graph.Take(x, Joints, right);
        var middle = graph.Multiply(graph.Add(one, other), graph.Constant(0.5f));
        var normal = graph.Subtract(other, one);
        var square = Dot(normal, normal);
        return new(middle, normal, square, graph.Node("Greater", [square, graph.Constant(0f)]));
    }

    // One product after the other, as the C# adds them.
    private string Dot(string left, string right)
    {
        var products = graph.Multiply(left, right);
        var sum = graph.Constant(0f);
        for (var channel = 0; channel < preparation.Coordinates; channel++)
            sum = graph.Add(sum, graph.Take(products, Channels, channel));
        return sum;
    }
}
