using System.Buffers.Binary;
using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>The graph that an <see cref="OnnxTransformer"/> scores with.</summary>
internal static class SavedGraph
{
    private const string Entry = "OnnxModel"; // As ML.NET names it.
    private const int OldestOpset = 13;

    /// <summary>Includes the graph. Its inputs and outputs are named like columns.</summary>
    public static void Include(MLContext context, GraphColumns columns, OnnxTransformer part, DataViewSchema.Column[] made)
    {
        var model = ModelProto.Parser.ParseFrom(Bytes(context, part));
        var opset = model.OpsetImport.FirstOrDefault(import => import.Domain is "" or "ai.onnx")?.Version ?? OnnxGraph.Opset;
        if (opset is < OldestOpset or > OnnxGraph.Opset || model.Functions.Count > 0)
        {
            var allowed = $"opset {OldestOpset} to {OnnxGraph.Opset} without functions";
            throw new NotSupportedException($"its graph is of opset {opset}, and graphs of {allowed} can be put together");
        }

        columns.Include(model, model.Graph.Name, made.ToDictionary(column => column.Name, column => column.Name));
    }

    // The graph is internal to the transformer. What it saves is not.
    private static ReadOnlySpan<byte> Bytes(MLContext context, OnnxTransformer part)
    {
        using var stream = new MemoryStream();
        context.Model.Save(part, null, stream);
        stream.Position = 0;
        using var archive = new ZipArchive(stream);
        using var content = archive.Entries.Single(entry => entry.Name == Entry).Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        // A length and the graph, as ML.NET writes byte arrays.
        ReadOnlySpan<byte> all = bytes.GetBuffer();
        return all.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(all));
    }
}
