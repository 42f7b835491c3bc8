using System.Globalization;
using System.Runtime.InteropServices;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>
/// A weight as text, for the metadata of an ONNX model: sizes, a semicolon, and float32 numbers in base 64. There stand the weights that
/// the graph does not use. As initializers they would be warned of whenever the model is opened.
/// </summary>
internal static class TensorText
{
    public static string Write(EncoderTensor tensor)
    {
        var values = Convert.ToBase64String(MemoryMarshal.AsBytes(tensor.Values.AsSpan()));
        return $"{string.Join(',', tensor.Shape)};{values}";
    }

    /// <exception cref="FormatException">It is no such text.</exception>
    public static EncoderTensor Read(string name, string text)
    {
        var end = text.IndexOf(';');
        if (end < 0)
            throw Wrong(name);
        var sizes = text[..end].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var shape = new long[sizes.Length];
        for (var axis = 0; axis < sizes.Length; axis++)
        {
            if (!long.TryParse(sizes[axis], NumberStyles.None, CultureInfo.InvariantCulture, out shape[axis]))
                throw Wrong(name);
        }

        var bytes = new byte[text.Length - end];
        if (!Convert.TryFromBase64Chars(text.AsSpan(end + 1), bytes, out var count) || count % sizeof(float) != 0)
            throw Wrong(name);
        return new EncoderTensor(shape, MemoryMarshal.Cast<byte, float>(bytes.AsSpan(0, count)).ToArray());
    }

    private static FormatException Wrong(string name)
        => new($"The encoder's weight '{name}' in the metadata is no text of sizes and float32 numbers in base 64.");
}
