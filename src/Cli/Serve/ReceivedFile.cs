using System.Runtime.InteropServices;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>
/// A request's body, handed to the loader as the one file of a source. It has no name and no path: what a client calls its file is of
/// no interest.
/// </summary>
internal sealed class ReceivedFile(ReadOnlyMemory<byte> content) : IMultiStreamSource
{
    public int Count => 1;

    public string? GetPathOrNull(int index) => null;

    public Stream Open(int index)
    {
        if (MemoryMarshal.TryGetArray(content, out var part))
            return new MemoryStream(part.Array!, part.Offset, part.Count, writable: false);
        return new MemoryStream(content.ToArray(), writable: false);
    }

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
