using System.Buffers.Binary;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// Marks one symbol version that a 64-bit little-endian ELF library asks for as weak, so that the dynamic linker of a system
/// whose libstdc++ is a little older accepts the library. Only right where no used symbol has that version
/// (see <see cref="TorchSharpLoader"/>).
/// </summary>
internal static class VersionNeeds
{
    private const uint VersionNeedSection = 0x6ffffffe; // SHT_GNU_verneed
    private const ushort Weak = 2;                      // VER_FLG_WEAK

    /// <summary>
    /// Returns a copy of <paramref name="library"/> with the version flagged weak, or null where it is no such library or does not
    /// ask for that version.
    /// </summary>
    public static byte[]? Weaken(ReadOnlySpan<byte> library, ReadOnlySpan<byte> version)
    {
        try
        {
            return library.Length > 64 && library[..6].SequenceEqual("\u007fELF\u0002\u0001"u8) ? WeakenElf(library, version) : null;
        }
        catch (ArgumentOutOfRangeException)
        {
            return null; // A truncated or malformed file: not ours to repair.
        }
    }

    private static byte[]? WeakenElf(ReadOnlySpan<byte> elf, ReadOnlySpan<byte> version)
    {
        var sections = Long(elf, 0x28);
        var size = Short(elf, 0x3a);
        var count = Short(elf, 0x3c);
        for (var i = 0; i < count; i++)
        {
            var section = elf.Slice(checked((int)sections) + (i * size), 64);
            if (Int(section, 4) != VersionNeedSection)
                continue;
            var strings = elf.Slice(checked((int)sections) + (checked((int)Int(section, 0x28)) * size), 64);
            return WeakenNeed(elf, checked((int)Long(section, 0x18)), elf[checked((int)Long(strings, 0x18))..], version);
        }

        return null;
    }

    private static byte[]? WeakenNeed(ReadOnlySpan<byte> elf, int at, ReadOnlySpan<byte> strings, ReadOnlySpan<byte> version)
    {
        // Verneed: { u16 version, u16 count, u32 file, u32 aux, u32 next }.
        // Vernaux: { u32 hash, u16 flags, u16 other, u32 name, u32 next }.
        while (true)
        {
            var aux = at + (int)Int(elf, at + 8);
            for (int i = 0, entries = Short(elf, at + 2); i < entries; i++)
            {
                var name = strings[(int)Int(elf, aux + 8)..];
                if (name[..name.IndexOf((byte)0)].SequenceEqual(version))
                {
                    var weakened = elf.ToArray();
                    BinaryPrimitives.WriteUInt16LittleEndian(weakened.AsSpan(aux + 4), (ushort)(Short(elf, aux + 4) | Weak));
                    return weakened;
                }

                aux += (int)Int(elf, aux + 12);
            }

            var next = (int)Int(elf, at + 12);
            if (next == 0)
                return null;
            at += next;
        }
    }

    private static ushort Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong Long(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
