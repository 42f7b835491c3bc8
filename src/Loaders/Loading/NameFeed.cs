using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>A pass that nobody asks frames of: names are enough, no file is opened.</summary>
internal sealed class NameFeed(FileSource source, int[] order) : ClipFeed
{
    private int _next;

    public override LoadedClip? Next(out UInt128 id)
    {
        id = 0;
        if (_next >= order.Length)
            return null;
        source.Options.CancellationToken.ThrowIfCancellationRequested();
        var file = order[_next];
        _next++;
        id = (UInt128)file;
        try
        {
            return new LoadedClip(source.Check(source.Describe(file)!), null, 0);
        }
        catch (FormatException e)
        {
            throw source.Bad(file, e);
        }
    }

    public override void Dispose() => _next = order.Length;
}
