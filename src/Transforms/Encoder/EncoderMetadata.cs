using System.Globalization;

namespace MsMclr.MLNet;

/// <summary>The configuration inside <c>encoder.onnx</c>, read as one reads a stranger's file.</summary>
internal sealed class EncoderMetadata(IReadOnlyDictionary<string, string> entries)
{
    private const int Largest = 1 << 20;

    public void RequireFormat(string expected)
    {
        if (!entries.TryGetValue("format", out var format))
            throw new FormatException("This ONNX model is not an encoder written by SaveEncoder: it has no 'msmclr.format'. For other models use ApplyOnnxModel.");
        if (format != expected)
            throw new FormatException($"The encoder was written in format '{format}'; this version reads format '{expected}'. Update the package.");
    }

    public string Text(string key) => entries.TryGetValue(key, out var value) ? value : throw new FormatException($"The encoder's configuration lacks 'msmclr.{key}'.");

    public int Number(string key) => Number(key, Text(key));

    public bool Flag(string key) => bool.TryParse(Text(key), out var value) ? value : throw Wrong(key, "True or False");

    public T Choice<T>(string key)
        where T : struct, Enum
        => Enum.TryParse<T>(Text(key), out var value) && Enum.IsDefined(value) ? value : throw Wrong(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    public SkeletonLayout Layout()
    {
        try
        {
            return SkeletonLayout.FromJson(Text("layout"));
        }
        catch (ArgumentException e)
        {
            throw new FormatException($"The encoder's layout is not valid: {e.Message}", e);
        }
    }

    public ClipShape Shape()
    {
        var sizes = Text("shape").Split(',');
        if (sizes.Length != 4)
            throw Wrong("shape", "four numbers C,T,V,M");
        var shape = new ClipShape(Number("shape", sizes[0]), Number("shape", sizes[1]), Number("shape", sizes[2]), Number("shape", sizes[3]));
        if ((double)shape.Channels * shape.Frames * shape.Joints * shape.Bodies > int.MaxValue / sizeof(float))
            throw Wrong("shape", "a clip below 2 GiB");
        return shape;
    }

    private int Number(string key, string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= Largest ? value : throw Wrong(key, $"whole numbers from 1 to {Largest}");

    private FormatException Wrong(string key, string expected) => new($"The encoder's configuration 'msmclr.{key}' is '{Text(key)}'; {expected} expected.");
}
