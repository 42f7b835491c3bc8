using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Transforms.Models;

/// <summary>
/// The header of a component in a model, <c>Model.key</c>. It says where the parts of the file are, and names the loader and its
/// assembly, which ML.NET looks for and loads. So the name is checked before ML.NET sees it.
/// </summary>
internal static class ModelHeader
{
    /// <summary>The name of the entries that begin with a header.</summary>
    public const string FileName = "Model.key";

    private const int Length = 0x100;
    private const int LoaderAt = 0x50;
    private const int LoaderLength = 24;
    private const int TailAt = 0x80;
    private const int MostNameBytes = 1_024;

    // Each a place and a length: the model, its table of strings, their letters, the assembly's name.
    private static readonly int[] Parts = [0x10, 0x20, 0x30, AssemblyAt];

    private const int AssemblyAt = 0x90;

    private static readonly SearchValues<char> PartLetters = SearchValues.Create("0123456789.abcdefghijklmnopqrstuvwxyz");

    private static ReadOnlySpan<byte> Magic => "ML\0MODEL"u8;

    private static ReadOnlySpan<byte> Tail => "LEDOM\0LM"u8;

    /// <summary>Checks a header.</summary>
    /// <param name="entry">The entry's name, for messages.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="known">The simple names of the assemblies that may be asked for.</param>
    /// <exception cref="FormatException">It is damaged, or asks for another assembly.</exception>
    public static void Check(string entry, ReadOnlySpan<byte> content, IReadOnlySet<string> known)
    {
        if (content.Length < Length + Tail.Length || !content.StartsWith(Magic) || !content.EndsWith(Tail))
            throw Damaged(entry, "it does not begin and end as ML.NET's components do");
        if (Number(content, TailAt) != content.Length - Tail.Length || Number(content, TailAt + sizeof(long)) != content.Length)
            throw Damaged(entry, "it tells another length than it has");
        foreach (var part in Parts)
            CheckPart(entry, content, part);
        CheckLoader(entry, content.Slice(LoaderAt, LoaderLength));
        CheckAssembly(entry, content, known);
    }

    private static void CheckPart(string entry, ReadOnlySpan<byte> content, int part)
    {
        var at = Number(content, part);
        var length = Number(content, part + sizeof(long));
        var end = content.Length - Tail.Length;
        var isAbsent = at == 0 && length == 0;
        if (!isAbsent && (at < Length || at > end || length < 0 || length > end - at))
            throw Damaged(entry, "a part of it lies outside it");
    }

    private static void CheckLoader(string entry, ReadOnlySpan<byte> loader)
    {
        var name = loader.TrimEnd((byte)0);
        if (name.IsEmpty || name.ContainsAnyExceptInRange((byte)'!', (byte)'~'))
            throw Damaged(entry, "the name of its loader is no name");
    }

    private static void CheckAssembly(string entry, ReadOnlySpan<byte> content, IReadOnlySet<string> known)
    {
        var length = Number(content, AssemblyAt + sizeof(long));
        if (length == 0)
            return;
        if (length > MostNameBytes || length % sizeof(char) != 0)
            throw Damaged(entry, "the name of its assembly is no name");
        var bytes = content.Slice((int)Number(content, AssemblyAt), (int)length);
        var parts = MemoryMarshal.Cast<byte, char>(bytes.ToArray()).ToString().Split(',', StringSplitOptions.TrimEntries);
        if (!parts.Skip(1).All(IsPlain))
            throw Damaged(entry, "the name of its assembly is no name");
        if (!known.Contains(parts[0]))
        {
            var shown = new string([.. parts[0].Take(100).Select(letter => letter is >= '!' and <= '~' ? letter : '?')]);
            throw new FormatException(
                $"The model's component '{entry}' asks for the assembly '{shown}', which would be loaded and run. If you trust the file, "
                + "name the assembly in SkeletonModelOptions.Assemblies.");
        }
    }

    // Version=1.0.0.0, Culture=neutral, PublicKeyToken=cc7b13ffcd2ddd51.
    private static bool IsPlain(string part)
    {
        var at = part.IndexOf('=');
        return at > 0 && (part[..at] is "Version" or "Culture" or "PublicKeyToken")
            && !part.AsSpan(at + 1).ContainsAnyExcept(PartLetters);
    }

    private static long Number(ReadOnlySpan<byte> content, int at) => BinaryPrimitives.ReadInt64LittleEndian(content[at..]);

    private static FormatException Damaged(string entry, string why) => new($"The model's component '{entry}' is damaged: {why}.");
}
