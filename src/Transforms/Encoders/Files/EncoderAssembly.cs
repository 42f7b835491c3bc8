using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Makes an encoder of the tensors of a weight file: which are its own, what sizes they tell, and whether all are there.</summary>
internal static class EncoderAssembly
{
    private const int MostNames = 50;
    private const long MaxValues = 1L << 28; // 1 GiB of float32; an encoder of the paper's size has 1 million.

    /// <exception cref="FormatException">The file holds no encoder, or tensors are missing, unexpected or misshapen; the message lists them.</exception>
    public static EncoderDefinition Of(WeightFile file, EncoderLoadOptions options)
    {
        var prefix = EncoderNames.Prefix(file.Tensors.Keys, options.Prefix);
        var (tensors, unexpected) = EncoderNames.Of(file.Tensors, prefix);
        var metadata = EncoderMetadata.Of(file.Metadata);
        var outline = WithAdjacency(metadata.IsOurs ? metadata.Describe() : Outline(tensors, options), tensors, options.GraphDistance);
        var architecture = outline.Architecture;
        // PyTorch's files may leave out the graph, which is no parameter there.
        var required = architecture.Required.Where(weight => metadata.IsOurs || weight.Kind != ParameterKind.Adjacency).ToList();
        var optional = Infer(tensors).Parameters.Where(weight => !weight.RequiredForScoring);
        var known = required.Concat(optional).ToDictionary(weight => weight.Name, weight => weight.Shape);
        known[EncoderArchitecture.AdjacencyName] = architecture.Adjacency.Shape;
        Check(tensors, required, known, options.Strict ? [.. unexpected, .. tensors.Keys.Where(name => !known.ContainsKey(name)).Select(name => prefix + name)] : []);
        var taken = tensors.Where(tensor => known.ContainsKey(tensor.Key)).ToList();
        if (taken.Sum(tensor => tensor.Value.Shape.Aggregate(1.0, (product, size) => product * size)) > MaxValues)
            throw new FormatException($"The encoder has more than {MaxValues:N0} weights.");
        var weights = new Dictionary<string, EncoderTensor>(outline.Weights);
        foreach (var (name, tensor) in taken)
            weights[name] = new(tensor.Shape, tensor.Read());
        return outline with { Weights = weights };
    }

    private static EncoderArchitecture Infer(Dictionary<string, StoredTensor> tensors)
        => EncoderArchitecture.Infer(tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Shape));

    // What PyTorch's files don't tell is asked of the options, or is as in the reference.
    private static EncoderDefinition Outline(Dictionary<string, StoredTensor> tensors, EncoderLoadOptions options)
    {
        var architecture = Infer(tensors);
        var layout = EncoderLayout.Of(tensors, architecture.Joints, options.Layout);
        return new EncoderDefinition
        {
            Shape = new(architecture.Channels, EncoderLoadOptions.ReferenceFrames, architecture.Joints, EncoderLoadOptions.ReferenceBodies),
            Layout = layout,
            HiddenChannels = architecture.HiddenChannels,
            FeatureSize = architecture.FeatureSize,
            Weights = new Dictionary<string, EncoderTensor>(),
        };
    }

    // The graph of the layout, in as many subsets as the file's graph has; that one takes its place once everything is found to fit.
    private static EncoderDefinition WithAdjacency(EncoderDefinition outline, Dictionary<string, StoredTensor> tensors, GraphDistance distance)
    {
        var adjacency = EncoderLayout.Adjacency(outline.Layout, distance);
        var subsets = Infer(tensors).Subsets;
        adjacency = adjacency with { Shape = [subsets, outline.Layout.JointCount, outline.Layout.JointCount] };
        return outline with { Weights = new Dictionary<string, EncoderTensor> { [EncoderArchitecture.AdjacencyName] = adjacency } };
    }

    private static void Check(
        Dictionary<string, StoredTensor> tensors, List<EncoderParameter> required, Dictionary<string, long[]> known,
        List<string> unexpected)
    {
        var missing = required.Where(weight => !tensors.ContainsKey(weight.Name)).Select(weight => $"{weight.Name} {Text(weight.Shape)}").ToList();
        var wrong = tensors.Where(tensor => known.TryGetValue(tensor.Key, out var shape) && !tensor.Value.Shape.AsSpan().SequenceEqual(shape))
            .Select(tensor => $"{tensor.Key} is {Text(tensor.Value.Shape)}, not {Text(known[tensor.Key])}").ToList();
        var types = tensors.Where(tensor => known.ContainsKey(tensor.Key) && !tensor.Value.Type.IsFloatingPoint).Select(tensor => $"{tensor.Key} is {tensor.Value.Type.Name}").ToList();
        string[] faults = [.. Fault("missing", missing), .. Fault("unexpected (EncoderLoadOptions.Strict = false passes over them)", unexpected), .. Fault("of the wrong shape", wrong), .. Fault("of a type that holds no weights", types)];
        if (faults.Length > 0)
            throw new FormatException($"The file's encoder does not fit. {string.Join(". ", faults)}.");
    }

    private static IEnumerable<string> Fault(string what, List<string> names)
        => names.Count == 0 ? [] : [$"{names.Count} {what}: {string.Join(", ", names.Order(StringComparer.Ordinal).Take(MostNames))}{(names.Count > MostNames ? ", ..." : "")}"];

    private static string Text(long[] shape) => $"[{string.Join(", ", shape)}]";
}
