using Microsoft.ML;

namespace MsMclr.MLNet.Heads.Export;

/// <summary>What a part of a model is called, for errors and for the names of nodes.</summary>
internal static class PartName
{
    private const string Suffix = "Transformer";

    /// <summary>The transformer's type; for a trained model that of what was trained.</summary>
    public static string Of(ITransformer part)
    {
        var type = part.GetType();
        return Plain(type) + string.Concat(type.GetGenericArguments().Select(argument => $" of {Plain(argument)}"));
    }

    /// <summary>A short form, without what ONNX has another meaning for.</summary>
    public static string Short(ITransformer part) => Plain(part.GetType()).Replace(Suffix, "", StringComparison.Ordinal);

    private static string Plain(Type type)
    {
        var name = type.Name;
        var generic = name.IndexOf('`', StringComparison.Ordinal);
        return generic < 0 ? name : name[..generic];
    }
}
