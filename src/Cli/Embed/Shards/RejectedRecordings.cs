using System.Globalization;
using MsMclr.MLNet.Cli.Embed.Tables;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Recordings of a shard that cannot be read, with the reasons.</summary>
internal sealed class RejectedRecordings
{
    private readonly List<SkeletonFileException> _found = [];

    /// <summary>How many were rejected in all shards.</summary>
    public int Count { get; private set; }

    public void Add(SkeletonFileException bad)
    {
        lock (_found)
            _found.Add(bad);
    }

    /// <summary>Forgets those of a shard that was begun before.</summary>
    public void Clear()
    {
        lock (_found)
            _found.Clear();
    }

    /// <summary>Writes them as CSV, <c>file,line,reason</c>. Without any there is no file.</summary>
    public void Write(string path)
    {
        lock (_found)
        {
            Count += _found.Count;
            if (_found.Count == 0)
            {
                File.Delete(path);
                return;
            }

            FileReplacement.Write(path, stream =>
            {
                using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
                writer.WriteLine("file,line,reason");
                foreach (var bad in _found)
                    writer.WriteLine($"{CsvField.Of(bad.File)},{Line(bad)},{CsvField.Of(bad.Reason)}");
            });
        }
    }

    private static string Line(SkeletonFileException bad) => bad.Line > 0 ? bad.Line.ToString(CultureInfo.InvariantCulture) : "";
}
