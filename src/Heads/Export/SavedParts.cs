using Microsoft.ML;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>
/// A model as it is saved: ML.NET's own transformers, one after the other. What this library scores with in batches is ONNX graphs there.
/// </summary>
internal sealed class SavedParts : IDisposable
{
    private readonly ITransformer _model;

    private SavedParts(ITransformer model, DataViewSchema schema)
    {
        _model = model;
        Schema = schema;
        Parts = [.. Flat(model)];
    }

    /// <summary>What the first of them reads.</summary>
    public DataViewSchema Schema { get; }

    public IReadOnlyList<ITransformer> Parts { get; }

    /// <exception cref="NotSupportedException">The model cannot be saved.</exception>
    public static SavedParts Of(MLContext context, ITransformer model, DataViewSchema inputSchema)
    {
        using var stream = new MemoryStream();
        try
        {
            context.Model.Save(model, inputSchema, stream);
            return new SavedParts(UnpackedGraphs.Load(context.Model, stream.ToArray(), out var schema), schema!);
        }
        catch (Exception error)
        {
            // What cannot be saved, or read again without the user's assemblies, throws what its author chose.
            const string Remedy = "Only what ml.Model.Save and Load take can be exported; leave out the part that cannot be saved";
            var told = $"The model cannot be written as ONNX, since saving it failed: {error.Message} {Remedy}.";
            throw new NotSupportedException(told, error);
        }
    }

    public void Dispose() => (_model as IDisposable)?.Dispose();

    private static IEnumerable<ITransformer> Flat(ITransformer part)
        => part is IEnumerable<ITransformer> chain ? chain.SelectMany(Flat) : [part];
}
