using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>
/// A request's body, handed to the loader as the one file of a source. It has no name and no path: what a client calls its file is of
/// no interest.
/// </summary>
internal sealed class ReceivedFile(ReceivedBytes content) : IMultiStreamSource
{
    public int Count => 1;

    public string? GetPathOrNull(int index) => null;

    public Stream Open(int index) => new ReceivedStream(content);

    public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
}
