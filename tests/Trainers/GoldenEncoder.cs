using System.Text.Json;
using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using MsMclr.MLNet.Trainers.Training;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Tests;

/// <summary>Encoders filled with golden parameters, and the tensors and comparisons that golden tests need.</summary>
internal static class GoldenEncoder
{
    public static readonly EncoderForm Form = new(GraphDistance.OneHop, AttentionScope.BatchSegments, MotionAxes.TimeAndJoint, 0)
    {
        Plain = true,
    };

    public static readonly EncoderArchitecture SmallArchitecture = Architecture(4, 16);

    /// <summary>An encoder for 25 joints with a projection of two layers.</summary>
    public static EncoderArchitecture Architecture(int hiddenChannels, int featureSize, int projectionSize = 8, int channels = 3)
        => new(channels, 25, hiddenChannels, featureSize) { Head = new(projectionSize, HasHiddenLayer: true) };

    public static Encoder Small(string file) => Filled(SmallArchitecture, frames: 16, file, "small_encoder_state");

    public static Encoder Full() => Filled(EncoderArchitecture.Paper, frames: 50, "full/encoder.npy", "full_encoder_state");

    public static Tensor Tensor(string file)
    {
        var golden = GoldenArray.Read(file);
        return tensor(golden.Values, golden.Shape.Select(size => (long)size).ToArray());
    }

    public static View View(string file) => new(Tensor(file), BodyRows.All(2));

    public static void AssertMatches(string file, Tensor actual) => GoldenData.AssertMatches(file, TensorValues.ToArray(actual));

    /// <summary>Name, offset and length of every tensor in a pack.</summary>
    public static IEnumerable<(string Name, int Offset, int Length)> Pack(string pack)
    {
        using var manifest = GoldenData.Manifest("manifest.json");
        var entries = manifest.RootElement.GetProperty("packs").GetProperty(pack).EnumerateArray();
        return entries.Select(Entry).ToList();

        static (string, int, int) Entry(JsonElement entry)
        {
            var sizes = entry.GetProperty("shape").EnumerateArray();
            var length = sizes.Aggregate(1, (product, size) => product * size.GetInt32());
            return (entry.GetProperty("name").GetString()!, entry.GetProperty("offset").GetInt32(), length);
        }
    }

    /// <summary>Asserts that an encoder holds a golden pack; the reference's unused <c>dropout.*</c> is not ours.</summary>
    public static void AssertHolds(Encoder encoder, string file, double absolute, double relative)
    {
        var golden = GoldenArray.Read(file).Values;
        foreach (var (name, offset, length) in Ours("small_encoder_state"))
            GoldenData.AssertClose(golden.AsSpan(offset, length), encoder.State.Get(name), absolute, relative, $"{file}: {name}");
    }

    private static IEnumerable<(string Name, int Offset, int Length)> Ours(string pack)
        => Pack(pack).Where(entry => !entry.Name.StartsWith("dropout.", StringComparison.Ordinal));

    private static Encoder Filled(EncoderArchitecture architecture, int frames, string file, string pack)
    {
        var encoder = new Encoder(architecture, new(3, frames, 25, 2), SkeletonLayout.NtuRgbd, Form, 1, CPU);
        var values = GoldenArray.Read(file).Values;
        foreach (var (name, offset, length) in Ours(pack))
            encoder.State.Set(name, values[offset..(offset + length)]);
        return encoder;
    }
}
