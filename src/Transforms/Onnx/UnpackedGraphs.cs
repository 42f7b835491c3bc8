using Microsoft.ML;
using Microsoft.ML.OnnxRuntime;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>
/// Loads models that hold ONNX graphs. ML.NET unpacks each graph into a temporary file whose name ends in a dot and three random letters or
/// digits, of 32. ONNX Runtime takes a file that ends in ".ort" for a format of its own, and refuses it. That is one graph in 32,768.
/// Loaded again, it has another name.
/// </summary>
internal static class UnpackedGraphs
{
    private const string Refusal = "ORT model verification failed";

    /// <summary>Loads a model that ML.NET saved.</summary>
    public static ITransformer Load(ModelOperationsCatalog catalog, byte[] model, out DataViewSchema? schema)
    {
        DataViewSchema? found = null;
        var loaded = Load(() => catalog.Load(new MemoryStream(model, writable: false), out found));
        schema = found;
        return loaded;
    }

    /// <summary>The same with any way to load.</summary>
    public static ITransformer Load(Func<ITransformer> load)
    {
        try
        {
            return load();
        }
        catch (Exception error) when (WasRefusedForItsName(error))
        {
            return load();
        }
    }

    private static bool WasRefusedForItsName(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is OnnxRuntimeException && error.Message.Contains(Refusal, StringComparison.Ordinal))
                return true;
        }

        return false;
    }
}
