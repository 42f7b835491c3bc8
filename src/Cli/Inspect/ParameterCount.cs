using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>Counts an encoder's parameters in the header of its weights, which are written in the format of safetensors.</summary>
internal static class ParameterCount
{
    // Not trained: what batch normalization keeps for scoring, and the skeleton's graph.
    private static readonly string[] Buffers = ["running_mean", "running_var", "num_batches_tracked"];
    private const string Graph = "A";

    public static long Of(SkeletonEmbeddingTransformer encoder)
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-inspect-");
        try
        {
            var file = Path.Combine(folder.FullName, "weights.safetensors");
            encoder.SaveWeights(file, prefix: "");
            return Header(file).Where(tensor => IsTrained(tensor.Key)).Sum(tensor => Size(tensor.Value!));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Eight bytes of length, then a JSON object of that length: a member for each tensor, and one of metadata.
    private static JsonObject Header(string file)
    {
        using var stream = File.OpenRead(file);
        var length = new byte[sizeof(ulong)];
        stream.ReadExactly(length);
        var header = new byte[(int)BinaryPrimitives.ReadUInt64LittleEndian(length)];
        stream.ReadExactly(header);
        return JsonNode.Parse(header)!.AsObject();
    }

    private static bool IsTrained(string name)
        => name is not (Graph or "__metadata__") && !Buffers.Any(buffer => name.EndsWith(buffer, StringComparison.Ordinal));

    private static long Size(JsonNode tensor) => tensor["shape"]!.AsArray().Aggregate(1L, (product, size) => product * (long)size!);
}
