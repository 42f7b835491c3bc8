using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>One pass over files: a window of them is read ahead on the thread pool, clips come out in order.</summary>
internal sealed class FileFeed : ClipFeed
{
    private readonly FileSource _source;
    private readonly int[] _order;
    private readonly bool _withValues;
    private readonly int _window;
    private readonly int? _shuffleSeed;
    private readonly CancellationTokenSource _stop;
    private readonly Queue<FileRead> _ahead = new();
    private int _next;
    private readonly PassCount _count = new();
    private bool _isBegun;
    private bool _isReported;
    private bool _disposed;

    public FileFeed(FileSource source, int[] order, bool withValues, Random? random)
    {
        _source = source;
        _order = order;
        _withValues = withValues;
        _window = source.Options.FilesAhead > 0 ? source.Options.FilesAhead : 2 * Environment.ProcessorCount;
        _shuffleSeed = random?.Next();
        _stop = CancellationTokenSource.CreateLinkedTokenSource(source.Options.CancellationToken);
    }

    public override LoadedClip? Next(out UInt128 id)
    {
        if (!_isBegun)
            Begin();
        while (!_disposed)
        {
            _source.Options.CancellationToken.ThrowIfCancellationRequested();
            while (_ahead.Count < _window && _next < _order.Length)
                _ahead.Enqueue(new FileRead(_source, _order[_next++], _withValues, _shuffleSeed, _stop.Token));
            if (_ahead.Count == 0)
            {
                Report();
                break;
            }

            var head = _ahead.Peek();
            if (head.Next(out id, out var bad, out var warning) is { } clip)
            {
                _count.Add(clip);
                return clip;
            }

            if (bad is not null)
                Skip(bad);
            else if (warning is not null)
                _source.Tell(warning);
            else
                _ahead.Dequeue().Dispose();
        }

        id = 0;
        return null;
    }

    public override void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        _stop.Cancel();
        foreach (var read in _ahead)
            read.Dispose();
        _ahead.Clear();
        _stop.Dispose();
    }

    // What could not be listed is told in each pass, as files that cannot be read are.
    private void Begin()
    {
        _isBegun = true;
        foreach (var bad in _source.Unlisted)
            Skip(bad);
    }

    private void Skip(SkeletonFileException bad)
    {
        if (_source.Options.OnBadFile == OnBadFile.Throw)
            throw bad;
        _count.Skipped++;
        _source.Options.OnSkipped?.Invoke(bad);
        using var channel = _source.Host.Start("Load");
        channel.Warning(MessageSensitivity.None, "Skipped: {0}", bad.Message);
    }

    // Once: whoever asks a feed again after its end is told that it has ended.
    private void Report()
    {
        if (_isReported)
            return;
        _isReported = true;
        var report = _count.Report(_order.Length);
        PassLog.Write(_source.Host, report);
        _source.Options.OnPassEnded?.Invoke(report);
    }
}
