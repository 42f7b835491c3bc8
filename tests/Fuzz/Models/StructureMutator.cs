using System.Buffers.Binary;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>Damages binary files, mostly where their structure is: at the beginning and at the end.</summary>
internal static class StructureMutator
{
    private const int Structure = 4_000;

    private static readonly byte[][] Texts =
        ["\\ud800"u8.ToArray(), "\\udc00x"u8.ToArray(), "\""u8.ToArray(), "{}"u8.ToArray(), "[[[[[[[["u8.ToArray(), "-1"u8.ToArray()];

    private static readonly ulong[] Numbers =
        [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, int.MaxValue, 0x80000000, uint.MaxValue, 1UL << 40, long.MaxValue, ulong.MaxValue];

    /// <summary>One to eight changes. Texts of JSON are changed as such by the general mutator, too.</summary>
    public static byte[] Mutate(byte[] sample, int seed)
    {
        var random = new Random(seed);
        if (random.Next(4) == 0)
            return Mutator.Mutate(sample, seed);
        return Mutate(sample, random);
    }

    public static byte[] Mutate(byte[] sample, Random random)
    {
        var bytes = new List<byte>(sample);
        for (var changes = 1 + random.Next(1 + random.Next(8)); changes > 0 && bytes.Count > 0; changes--)
            Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        var at = Place(bytes.Count, random);
        switch (random.Next(7))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                WriteNumber(bytes, at, Numbers[random.Next(Numbers.Length)], 1 << random.Next(4));
                break;
            case 3:
                bytes.InsertRange(at, Texts[random.Next(Texts.Length)]);
                break;
            case 4:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 << random.Next(12)));
                break;
            case 5:
                bytes.InsertRange(Place(bytes.Count, random), bytes.GetRange(at, Math.Min(bytes.Count - at, 1 << random.Next(12))));
                break;
            default:
                if (random.Next(4) == 0)
                    bytes.RemoveRange(at, bytes.Count - at);
                break;
        }
    }

    private static int Place(int count, Random random)
    {
        var near = random.Next(Math.Min(count, Structure));
        return random.Next(3) switch
        {
            0 => near,
            1 => count - 1 - near,
            _ => random.Next(count),
        };
    }

    private static void WriteNumber(List<byte> bytes, int at, ulong number, int length)
    {
        var little = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(little, number);
        for (var i = 0; i < length && at + i < bytes.Count; i++)
            bytes[at + i] = little[i];
    }
}
