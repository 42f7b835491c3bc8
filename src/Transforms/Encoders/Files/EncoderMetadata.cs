using System.Globalization;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>The configuration inside <c>encoder.onnx</c> and <c>.safetensors</c>, read as one reads a stranger's file.</summary>
internal sealed class EncoderMetadata
{
    private const string Prefix = "msmclr.";
    private const string Format = "1";
    private const int Largest = 1 << 20;
    private readonly Dictionary<string, string> _entries;

    private EncoderMetadata(Dictionary<string, string> entries) => _entries = entries;

    /// <summary>Whether an encoder of ours is described at all.</summary>
    public bool IsOurs => _entries.ContainsKey("format");

    public static EncoderMetadata Of(IEnumerable<KeyValuePair<string, string>> entries)
        => new(entries.Where(entry => entry.Key.StartsWith(Prefix, StringComparison.Ordinal)).GroupBy(entry => entry.Key[Prefix.Length..]).ToDictionary(group => group.Key, group => group.Last().Value));

    /// <summary>What describes an encoder and the named weights of it.</summary>
    public static Dictionary<string, string> Of(EncoderDefinition encoder, IEnumerable<string> weights) => new()
    {
        [Prefix + "format"] = Format,
        [Prefix + "layout"] = encoder.Layout.ToJson(),
        [Prefix + "shape"] = string.Join(',', encoder.Shape.Channels, encoder.Shape.Frames, encoder.Shape.Joints, encoder.Shape.Bodies),
        [Prefix + "stream"] = encoder.Stream.ToString(),
        [Prefix + "hidden_channels"] = encoder.HiddenChannels.ToString(CultureInfo.InvariantCulture),
        [Prefix + "feature_size"] = encoder.FeatureSize.ToString(CultureInfo.InvariantCulture),
        [Prefix + "exclude_absent_bodies"] = encoder.ExcludeAbsentBodies.ToString(),
        [Prefix + "weights"] = string.Join(',', weights.Order(StringComparer.Ordinal)),
    };

    /// <summary>The encoder that is described, without weights.</summary>
    /// <exception cref="FormatException">The description is another version's, incomplete or senseless.</exception>
    public EncoderDefinition Describe()
    {
        var format = Text("format");
        if (format != Format)
            throw new FormatException($"The encoder was written in format '{format}'; this version reads format '{Format}'. Update the package.");
        return new EncoderDefinition
        {
            Shape = Shape(),
            Layout = Layout(),
            Stream = Choice<SkeletonStream>("stream"),
            HiddenChannels = Number("hidden_channels"),
            FeatureSize = Number("feature_size"),
            ExcludeAbsentBodies = Flag("exclude_absent_bodies"),
            Weights = new Dictionary<string, EncoderTensor>(),
        };
    }

    /// <summary>The names of its weights.</summary>
    public HashSet<string> Weights() => [.. Text("weights").Split(',')];

    private string Text(string key) => _entries.TryGetValue(key, out var value) ? value : throw new FormatException($"The encoder's configuration lacks 'msmclr.{key}'.");

    private int Number(string key) => Number(key, Text(key));

    private bool Flag(string key) => bool.TryParse(Text(key), out var value) ? value : throw Wrong(key, "True or False");

    private T Choice<T>(string key)
        where T : struct, Enum
        => Enum.TryParse<T>(Text(key), out var value) && Enum.IsDefined(value) ? value : throw Wrong(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");

    private SkeletonLayout Layout()
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

    private ClipShape Shape()
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
