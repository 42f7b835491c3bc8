using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Encoders.Whitening;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>Makes an encoder of the tensors of a weight file: which are its own, what sizes they tell, and whether all are there.</summary>
internal static class EncoderAssembly
{
    private const long MaxValues = 1L << 28; // 1 GiB of float32; an encoder of the paper's size has 1 million.

    /// <exception cref="FormatException">
    /// The file holds no encoder, or tensors are missing, unexpected or misshapen; the message lists them.
    /// </exception>
    public static EncoderDefinition Of(WeightFile file, EncoderLoadOptions options)
    {
        var prefix = EncoderNames.Prefix(file.Tensors.Keys, options.Prefix);
        var (tensors, unexpected) = EncoderNames.Of(file.Tensors, prefix);
        var metadata = EncoderMetadata.Of(file.Metadata);
        var described = metadata.IsOurs ? metadata.Describe() : Outline(tensors, options);
        var outline = WithAdjacency(described, tensors, options.GraphDistance);

        // PyTorch's files may leave out the graph, which is no parameter there.
        var required = outline.Architecture.Required
            .Where(weight => metadata.IsOurs || weight.Kind != ParameterKind.Adjacency)
            .ToList();
        var known = KnownShapes(outline, required, tensors);
        if (options.Strict)
            unexpected.AddRange(tensors.Keys.Where(name => !known.ContainsKey(name)).Select(name => prefix + name));
        else
            unexpected.Clear();
        WeightFaults.Check(tensors, required, known, unexpected);
        return outline with { Weights = Read(outline, tensors.Where(tensor => known.ContainsKey(tensor.Key)).ToList()) };
    }

    private static EncoderArchitecture Infer(Dictionary<string, StoredTensor> tensors)
        => EncoderArchitecture.Infer(tensors.ToDictionary(tensor => tensor.Key, tensor => tensor.Value.Shape));

    // What PyTorch's files don't tell is asked of the options, or is as in the reference.
    private static EncoderDefinition Outline(Dictionary<string, StoredTensor> tensors, EncoderLoadOptions options)
    {
        var architecture = Infer(tensors);
        var stream = options.Stream ?? default;
        return new EncoderDefinition
        {
            Stream = stream,
            Shape = new ClipShape(
                Math.Max(1, architecture.Channels / StreamShape.Parts(stream)), EncoderLoadOptions.ReferenceFrames, architecture.Joints,
                EncoderLoadOptions.ReferenceBodies),
            Layout = EncoderLayout.Of(tensors, architecture.Joints, options.Layout),
            HiddenChannels = architecture.HiddenChannels,
            FeatureSize = architecture.FeatureSize,
            Weights = new Dictionary<string, EncoderTensor>(),
        };
    }

    // The graph of the layout, in as many subsets as the file's graph has; that one takes its place once everything is found to fit.
    private static EncoderDefinition WithAdjacency(
        EncoderDefinition outline,
        Dictionary<string, StoredTensor> tensors,
        GraphDistance distance)
    {
        var joints = outline.Layout.JointCount;
        var adjacency = EncoderLayout.Adjacency(outline.Layout, distance) with { Shape = [Infer(tensors).Subsets, joints, joints] };
        var weights = new Dictionary<string, EncoderTensor> { [EncoderArchitecture.AdjacencyName] = adjacency };
        return outline with { Weights = weights };
    }

    private static Dictionary<string, long[]> KnownShapes(
        EncoderDefinition outline,
        List<EncoderParameter> required,
        Dictionary<string, StoredTensor> tensors)
    {
        var optional = Infer(tensors).Parameters.Where(weight => !weight.RequiredForScoring);
        var known = required.Concat(optional).ToDictionary(weight => weight.Name, weight => weight.Shape);
        known[EncoderArchitecture.AdjacencyName] = outline.Architecture.Adjacency.Shape;
        // Their shapes are checked with the encoder, once the read-out is known.
        foreach (var name in WhiteningWeights.Of(outline.Whitening).Where(tensors.ContainsKey))
            known[name] = tensors[name].Shape;
        return known;
    }

    private static Dictionary<string, EncoderTensor> Read(
        EncoderDefinition outline,
        List<KeyValuePair<string, StoredTensor>> tensors)
    {
        // In double: the sizes of a stranger's file may overflow anything else.
        var values = tensors.Sum(tensor => tensor.Value.Shape.Aggregate(1.0, (product, size) => product * size));
        if (values > MaxValues)
            throw new FormatException($"The encoder has more than {MaxValues:N0} weights.");
        var weights = new Dictionary<string, EncoderTensor>(outline.Weights);
        foreach (var (name, tensor) in tensors)
            weights[name] = new EncoderTensor(tensor.Shape, tensor.Read());
        return weights;
    }
}
