using System.Globalization;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using MsMclr.MLNet.Transforms.Encoders.Whitening;
using MsMclr.MLNet.Transforms.Onnx;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Transforms.Encoders.Definition;

/// <summary>The configuration inside <c>encoder.onnx</c> and <c>.safetensors</c>, read as one reads a stranger's file.</summary>
internal sealed class EncoderMetadata
{
    private const string Prefix = "msmclr.";
    private const string Format = "1";
    private const string ReadoutKey = "readout";
    private const string WhiteningKey = "whitening";
    private const string PreparationKey = "preparation";
    private const string WeightKey = "weight.";
    private const int Largest = 1 << 20;
    private readonly Dictionary<string, string> _entries;

    private EncoderMetadata(Dictionary<string, string> entries) => _entries = entries;

    /// <summary>Whether an encoder of ours is described at all.</summary>
    public bool IsOurs => _entries.ContainsKey("format");

    public static EncoderMetadata Of(IEnumerable<KeyValuePair<string, string>> entries)
    {
        var ours = new Dictionary<string, string>();
        foreach (var (key, value) in entries)
        {
            if (key.StartsWith(Prefix, StringComparison.Ordinal))
                ours[key[Prefix.Length..]] = value;
        }

        return new EncoderMetadata(ours);
    }

    /// <summary>What describes an encoder and the named weights of it.</summary>
    public static Dictionary<string, string> Of(EncoderDefinition encoder, IEnumerable<string> weights)
    {
        var shape = encoder.Shape;
        var entries = new Dictionary<string, string>
        {
            [Prefix + "format"] = Format,
            [Prefix + "layout"] = encoder.Layout.ToJson(),
            [Prefix + "shape"] = string.Join(',', shape.Channels, shape.Frames, shape.Joints, shape.Bodies),
            [Prefix + "stream"] = encoder.Stream.ToString(),
            [Prefix + "hidden_channels"] = encoder.HiddenChannels.ToString(CultureInfo.InvariantCulture),
            [Prefix + "feature_size"] = encoder.FeatureSize.ToString(CultureInfo.InvariantCulture),
            [Prefix + "exclude_absent_bodies"] = encoder.ExcludeAbsentBodies.ToString(),
            [Prefix + "weights"] = string.Join(',', weights.Order(StringComparer.Ordinal)),
        };
        if (encoder.Readout != SkeletonReadout.Global)
            entries[Prefix + ReadoutKey] = encoder.Readout.ToString();
        if (encoder.Whitening != EmbeddingWhitening.None)
            entries[Prefix + WhiteningKey] = encoder.Whitening.ToString();
        if (encoder.Preparation is { } preparation)
            entries[Prefix + PreparationKey] = PreparationText.Write(preparation);
        return entries;
    }

    /// <summary>Where a weight stands that is no part of the file's own tensors.</summary>
    public static string KeyOf(string weight) => Prefix + WeightKey + weight;

    /// <summary>The encoder that is described, without weights.</summary>
    /// <exception cref="FormatException">The description is another version's, incomplete or senseless.</exception>
    public EncoderDefinition Describe()
    {
        var format = Text("format");
        if (format != Format)
        {
            const string Remedy = $"this version reads format '{Format}'. Update the package";
            throw new FormatException($"The encoder was written in format '{format}'; {Remedy}.");
        }

        var shape = Shape();
        var layout = Layout();
        return new EncoderDefinition
        {
            Shape = shape,
            Layout = layout,
            Preparation = Preparation(layout, shape),
            Stream = Choice<SkeletonStream>("stream"),
            HiddenChannels = Number("hidden_channels"),
            FeatureSize = Number("feature_size"),
            Readout = Readout(),
            Whitening = Whitening(),
            ExcludeAbsentBodies = Flag("exclude_absent_bodies"),
            Weights = new Dictionary<string, EncoderTensor>(),
        };
    }

    /// <summary>The names of its weights.</summary>
    public HashSet<string> Weights() => [.. Text("weights").Split(',')];

    /// <summary>Weights that stand in the description itself, as text.</summary>
    public IEnumerable<KeyValuePair<string, string>> WeightTexts() => _entries
        .Where(entry => entry.Key.StartsWith(WeightKey, StringComparison.Ordinal))
        .Select(entry => KeyValuePair.Create(entry.Key[WeightKey.Length..], entry.Value));

    private string Text(string key)
    {
        if (!_entries.TryGetValue(key, out var value))
            throw new FormatException($"The encoder's configuration lacks 'msmclr.{key}'.");
        return value;
    }

    private bool Flag(string key)
    {
        if (!bool.TryParse(Text(key), out var value))
            throw Wrong(key, "True or False");
        return value;
    }

    private T Choice<T>(string key)
        where T : struct, Enum
    {
        if (!Enum.TryParse<T>(Text(key), out var value) || !Enum.IsDefined(value))
            throw Wrong(key, $"one of {string.Join(", ", Enum.GetNames<T>())}");
        return value;
    }

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

    // A file that says nothing has the only read-out that there was.
    private SkeletonReadout Readout()
    {
        if (!_entries.TryGetValue(ReadoutKey, out var text))
            return SkeletonReadout.Global;
        return ReadoutText.Read(text) ?? throw Wrong(ReadoutKey, $"a read-out such as '{ReadoutText.Example}'");
    }

    // A file that says nothing was written before there was any.
    private EmbeddingWhitening Whitening()
    {
        if (!_entries.TryGetValue(WhiteningKey, out var text))
            return EmbeddingWhitening.None;
        return WhiteningText.Read(text) ?? throw Wrong(WhiteningKey, $"a whitening such as '{WhiteningText.Example}'");
    }

    private ClipPreparation? Preparation(SkeletonLayout layout, ClipShape shape)
        => _entries.TryGetValue(PreparationKey, out var json) ? PreparationText.Read(json, layout, shape) : null;

    private ClipShape Shape()
    {
        int[] sizes = [.. Text("shape").Split(',').Select(size => Number("shape", size))];
        if (sizes is not [var channels, var frames, var joints, var bodies])
            throw Wrong("shape", "four numbers C,T,V,M");
        if ((double)channels * frames * joints * bodies > int.MaxValue / sizeof(float))
            throw Wrong("shape", "a clip below 2 GiB");
        return new ClipShape(channels, frames, joints, bodies);
    }

    private int Number(string key) => Number(key, Text(key));

    private int Number(string key, string text)
    {
        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        if (!isNumber || value is < 1 or > Largest)
            throw Wrong(key, $"whole numbers from 1 to {Largest}");
        return value;
    }

    private FormatException Wrong(string key, string expected)
        => new($"The encoder's configuration 'msmclr.{key}' is '{Text(key)}'; {expected} expected.");
}
