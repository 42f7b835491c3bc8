using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>A request's body, handed to the loader as the one file of a source. No name, no path: what a client calls its file is of no interest.</summary>
internal sealed class ReceivedFile(ReadOnlyMemory<byte> content) : IMultiStreamSource
{
    public int Count => 1;

    public string? GetPathOrNull(int index) => null;

    public Stream Open(int index) => System.Runtime.InteropServices.MemoryMarshal.TryGetArray(content, out var part)
        ? new MemoryStream(part.Array!, part.Offset, part.Count, writable: false)
        : new MemoryStream(content.ToArray(), writable: false);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
