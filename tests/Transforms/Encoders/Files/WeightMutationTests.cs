using System.Buffers.Binary;
using System.Text;
using CsCheck;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>Whatever is done to a valid file, reading it gives an encoder or the documented exception.</summary>
public class WeightMutationTests
{
    private static readonly EncoderDefinition Tiny = Shrunk(GoldenEncoders.Small());
    private static readonly byte[] Torch = TorchFile.StateDict(
        Tiny.Weights.Select(weight => ("encoder_q." + weight.Key, weight.Value)), "state_dict");

    private static readonly byte[] Safetensors = SafetensorsWriter.Write(
        EncoderMetadata.Of(Tiny, Tiny.Weights.Keys),
        [.. Tiny.Weights.Select(weight => (weight.Key, weight.Value))]);

    [Test]
    public void A_mutated_state_dict_gives_an_encoder_or_a_format_error() => Check(Torch, PickleOf(Torch));

    [Test]
    public void Mutated_safetensors_give_an_encoder_or_a_format_error()
    {
        var header = (int)BinaryPrimitives.ReadInt64LittleEndian(Safetensors);
        Check(Safetensors, (8, header));
    }

    [Test]
    public void A_mutated_pickle_by_itself_gives_values_or_a_format_error()
    {
        var (start, length) = PickleOf(Torch);
        var pickle = Torch.AsSpan(start, length).ToArray();
        Mutations(pickle.Length, (0, pickle.Length)).Sample(changes =>
        {
            try
            {
                PickleReader.Read(Apply(pickle, changes));
            }
            catch (FormatException)
            {
            }
        }, iter: 2_500, threads: 1);
    }

    private static void Check(byte[] file, (int Start, int Length) header)
    {
        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, file);
            Assert.That(EncoderFile.Read(path).FeatureSize, Is.EqualTo(8), "unchanged it is an encoder");
            Mutations(file.Length, header).Sample(changes =>
            {
                File.WriteAllBytes(path, Apply(file, changes));
                try
                {
                    EncoderFile.Read(path);
                }
                catch (FormatException)
                {
                }
            }, iter: 700, threads: 1);
        }
        finally
        {
            File.Delete(path);
        }
    }

    // Bytes replaced (mostly where structure is: the header and the end), and sometimes the rest cut off or a piece repeated.
    private static Gen<((int At, byte Value)[] Bytes, int Cut, int Repeat)> Mutations(int length, (int Start, int Length) header)
    {
        var inHeader = Gen.Int[header.Start, header.Start + header.Length - 1];
        var nearEnd = Gen.Int[Math.Max(0, length - 2000), length - 1];
        var place = Gen.Frequency((6, inHeader), (2, nearEnd), (1, Gen.Int[0, length - 1]));
        var bytes = Gen.Select(place, Gen.Byte).Array[0, 6];
        var cut = Gen.Frequency((8, Gen.Const(length)), (1, Gen.Int[0, length]));
        var repeat = Gen.Frequency((8, Gen.Const(-1)), (1, place));
        return Gen.Select(bytes, cut, repeat);
    }

    private static byte[] Apply(byte[] file, ((int At, byte Value)[] Bytes, int Cut, int Repeat) changes)
    {
        var changed = file.ToArray();
        foreach (var (at, value) in changes.Bytes)
            changed[at] = value;
        if (changes.Repeat >= 0)
            changed = [.. changed[..changes.Repeat], .. changed[Math.Max(0, changes.Repeat - 50)..]];
        return changed[..Math.Min(changes.Cut, changed.Length)];
    }

    private static (int Start, int Length) PickleOf(byte[] file)
    {
        var start = file.AsSpan().IndexOf("archive/data.pkl"u8) + "archive/data.pkl".Length;
        return (start, file.AsSpan(start).IndexOf(Encoding.ASCII.GetBytes("archive/")) - 30);
    }

    // One channel and eight features: the smaller the numbers' part, the more of the mutations hit the structure.
    private static EncoderDefinition Shrunk(EncoderDefinition encoder)
    {
        var small = encoder with { HiddenChannels = 1, FeatureSize = 8 };
        var weights = small.Architecture.Required.ToDictionary(
            weight => weight.Name, weight => new EncoderTensor(weight.Shape, new float[weight.Length]));
        return small with { Weights = weights };
    }
}
