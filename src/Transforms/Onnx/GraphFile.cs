using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>
/// An ONNX graph in a temporary file. ML.NET opens graphs from files, and reads the file again whenever its transformer is saved. So the
/// file has to stay as long as the transformer. Given a stream, ML.NET makes such a file itself and never deletes it, and the random end
/// of its name may be ".ort", which ONNX Runtime takes for a format of its own.
/// </summary>
internal sealed class GraphFile
{
    private static readonly ConditionalWeakTable<object, GraphFile> Owned = [];
    private static readonly ConcurrentDictionary<string, bool> Present = new(StringComparer.Ordinal);
    private readonly string _path;

    // Nothing is finalized when a process ends.
    static GraphFile() => AppDomain.CurrentDomain.ProcessExit += (_, _) => DeleteAll();

    private GraphFile(string path)
    {
        _path = path;
        Present[path] = true;
    }

    ~GraphFile() => Delete(_path);

    /// <summary>Makes something from a graph's file. The file is deleted when that is collected, or else when the process ends.</summary>
    /// <param name="folder">Where temporary files go.</param>
    /// <param name="graph">The graph.</param>
    /// <param name="open">Opens the file that it is told.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static T Open<T>(string folder, byte[] graph, Func<string, T> open)
        where T : class
    {
        var file = new GraphFile(Path.Combine(folder, $"{Path.GetRandomFileName()}.onnx"));
        using (var stream = new FileStream(file._path, FileMode.CreateNew, FileAccess.Write))
            stream.Write(graph);
        var opened = open(file._path);
        Owned.Add(opened, file);
        return opened;
    }

    private static void DeleteAll()
    {
        foreach (var path in Present.Keys)
            Delete(path);
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
            Present.TryRemove(path, out _);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // On Windows the file cannot be deleted while ML.NET still has it open. It stays in the list for the end of the process.
        }
    }
}
