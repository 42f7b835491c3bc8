using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace MsMclr.MLNet.Fuzzing.Models;

/// <summary>A folder as one input: an archive of its files, which is unpacked before it is loaded.</summary>
internal static class PackedFolder
{
    private const string Sums = "SHA256SUMS";

    public static byte[] Of(string folder)
    {
        var files = Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal);
        return Pack([.. files.Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))]);
    }

    /// <summary>Unpacks an input beside it.</summary>
    /// <returns>The folder, which holds nothing else.</returns>
    public static string Unpack(string path)
    {
        var folder = path + ".folder";
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in Files(File.ReadAllBytes(path)))
            File.WriteAllBytes(Path.Combine(folder, name), content);
        return folder;
    }

    /// <summary>The folder with one of its files damaged.</summary>
    public static byte[] Damaged(byte[] packed, Random random)
    {
        var files = Files(packed);
        Damage(files, random);
        return Pack(files);
    }

    /// <summary>The same, with a list of sums that is right again.</summary>
    public static byte[] Forged(byte[] packed, Random random)
    {
        var files = Files(packed);
        files.RemoveAll(file => file.Name == Sums);
        Damage(files, random);
        var lines = files.Select(file => $"{Convert.ToHexStringLower(SHA256.HashData(file.Content))}  {file.Name}\n");
        files.Add((Sums, Encoding.ASCII.GetBytes(string.Concat(lines))));
        return Pack(files);
    }

    private static void Damage(List<(string Name, byte[] Content)> files, Random random)
    {
        var (name, content) = files[random.Next(files.Count)];
        files.RemoveAll(file => file.Name == name);
        files.Add((name, random.Next(4) == 0 ? Mutator.Mutate(content, random.Next()) : StructureMutator.Mutate(content, random)));
    }

    private static List<(string Name, byte[] Content)> Files(byte[] packed)
    {
        using var archive = new ZipArchive(new MemoryStream(packed));
        var files = new List<(string, byte[])>();
        foreach (var entry in archive.Entries)
        {
            using var stream = entry.Open();
            var content = new byte[entry.Length];
            stream.ReadExactly(content);
            files.Add((entry.FullName, content));
        }

        return files;
    }

    private static byte[] Pack(List<(string Name, byte[] Content)> files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.NoCompression).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }
}
