using System.Runtime.InteropServices;
using Google.Protobuf;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Network;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Encoders.Whitening;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// <c>encoder.onnx</c>: clips <c>[N, C, T, V, M]</c> to features <c>[N, E]</c>, opset 17, N free. Any ONNX runtime scores with it; ours
/// reads weights and configuration back and never runs the graph that a file brings.
/// </summary>
internal static class EncoderOnnx
{
    public static byte[] Write(EncoderDefinition encoder)
    {
        EncoderWeights.Check(encoder);
        var graph = new OnnxGraph("encoder");
        var shape = encoder.Shape;
        var clips = graph.Input(EncoderGraph.ClipsInput, "N", shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        graph.Output(EncoderGraph.Output, EncoderGraph.AddClips(graph, encoder, clips), "N", encoder.EmbeddingSize);
        return graph.ToModel(Metadata(graph, encoder, [.. encoder.Weights.Keys]));
    }

    /// <summary>
    /// The form inside saved models: one clip <c>[C, T, V, M]</c> to <c>[E]</c>, named like the columns, without weights that scoring
    /// does not need.
    /// </summary>
    public static byte[] WriteSingle(EncoderDefinition encoder, float[] absentFeatures, string output, string input)
    {
        var graph = new OnnxGraph("encoder");
        var shape = encoder.Shape;
        var clip = graph.Input(input, shape.Channels, shape.Frames, shape.Joints, shape.Bodies);
        graph.Output(output, EncoderGraph.AddClip(graph, encoder, clip, absentFeatures), encoder.EmbeddingSize);
        var parameters = encoder.Architecture.Required.Select(parameter => parameter.Name);
        List<string> required = [.. parameters, .. WhiteningWeights.Of(encoder.Whitening)];
        return graph.ToModel(Metadata(graph, encoder, required));
    }

    /// <exception cref="FormatException">The bytes are no encoder of ours; the message says what is wrong.</exception>
    public static EncoderDefinition Read(byte[] model)
    {
        var proto = Parse(model);
        var metadata = EncoderMetadata.Of(Entries(proto));
        if (!metadata.IsOurs)
        {
            const string Reason = "it has no 'msmclr.format'. For other models use ApplyOnnxModel";
            throw new FormatException($"This ONNX model is not an encoder written by SaveEncoder: {Reason}.");
        }

        var described = metadata.Describe();
        var weights = Weights(proto, metadata.Weights());
        // Older files have all of them as initializers.
        foreach (var (name, text) in metadata.WeightTexts())
            weights.TryAdd(name, TensorText.Read(name, text));
        var encoder = described with { Weights = weights };
        EncoderWeights.Check(encoder);
        return encoder;
    }

    /// <summary>Whether an ONNX model is one that <see cref="Write"/> or <see cref="WriteSingle"/> made.</summary>
    public static bool IsEncoder(byte[] model) => EncoderMetadata.Of(Entries(Parse(model))).IsOurs;

    // Weights that the embedding does not need travel along, so that the encoder can be trained on and read out anew.
    private static Dictionary<string, string> Metadata(OnnxGraph graph, EncoderDefinition encoder, List<string> names)
    {
        var entries = EncoderMetadata.Of(encoder, names);
        foreach (var name in names.Where(name => !graph.Has(name)))
            entries[EncoderMetadata.KeyOf(name)] = TensorText.Write(encoder.Weights[name]);
        return entries;
    }

    private static IEnumerable<KeyValuePair<string, string>> Entries(ModelProto model)
        => model.MetadataProps.Select(entry => KeyValuePair.Create(entry.Key, entry.Value));

    private static ModelProto Parse(byte[] model)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new FormatException($"This is not an ONNX model: {e.Message}", e);
        }
    }

    // A damaged file may repeat a name; the first counts.
    private static Dictionary<string, EncoderTensor> Weights(ModelProto model, HashSet<string> names)
    {
        var weights = new Dictionary<string, EncoderTensor>();
        foreach (var tensor in (model.Graph ?? new GraphProto()).Initializer)
        {
            if (names.Contains(tensor.Name) && !weights.ContainsKey(tensor.Name))
                weights.Add(tensor.Name, Tensor(tensor));
        }

        return weights;
    }

    private static EncoderTensor Tensor(TensorProto tensor)
    {
        var isInside = tensor.DataLocation == 0 && tensor.ExternalData.Count == 0;
        if (tensor.DataType != (int)TensorProto.Types.DataType.Float || !isInside)
        {
            const string Remedy = "write the encoder with SaveEncoder";
            throw new FormatException($"The encoder's weight '{tensor.Name}' is not float32 inside the file; {Remedy}.");
        }

        var length = tensor.RawData.Length;
        if (length % sizeof(float) != 0)
            throw new FormatException($"The encoder's weight '{tensor.Name}' holds {length} bytes, which are no float32 numbers.");
        float[] values = tensor.RawData.IsEmpty ? [.. tensor.FloatData] : MemoryMarshal.Cast<byte, float>(tensor.RawData.Span).ToArray();
        return new EncoderTensor([.. tensor.Dims], values);
    }
}
