using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>One file being read in the background, a batch of clips at a time: the next batch is read while this one is used.</summary>
internal sealed class FileRead : IDisposable
{
    // Small files are one batch; of large ones no more than this is held at a time.
    private const int BatchClips = 16;
    private const int BatchValues = 1 << 21;

    private readonly FileSource _source;
    private readonly int _index;
    private readonly bool _withValues;
    private readonly CancellationToken _stop;
    private readonly SkeletonFile _file;
    private readonly SkeletonClipBuilder _builder;
    private IEnumerator<ClipInfo>? _clips;
    private Queue<Entry> _ready = new();
    private Task<(Queue<Entry> Clips, bool Last)>? _reading;
    private int _number;

    public FileRead(FileSource source, int index, bool withValues, int? shuffleSeed, CancellationToken stop)
    {
        _source = source;
        _index = index;
        _withValues = withValues;
        _stop = stop;
        _file = new SkeletonFile(source.Files, index, source.Limits, shuffleSeed) { Group = source.Group(index) };
        _builder = source.RentBuilder(stop);
        _reading = Task.Run(ReadBatch, CancellationToken.None);
    }

    private readonly record struct Entry(
        LoadedClip? Clip,
        int Number,
        SkeletonFileException? Bad = null,
        SkeletonFileWarning? Warning = null);

    /// <summary>
    /// The next clip; or null with what is wrong with it, or with a warning before it; or null with neither at the end of the file.
    /// </summary>
    public LoadedClip? Next(out UInt128 id, out SkeletonFileException? bad, out SkeletonFileWarning? warning)
    {
        if (_ready.Count == 0 && _reading is not null)
        {
            (_ready, var last) = _reading.GetAwaiter().GetResult();
            _reading = last ? null : Task.Run(ReadBatch, CancellationToken.None);
        }

        if (!_ready.TryDequeue(out var entry))
            entry = default;
        id = new UInt128((ulong)entry.Number, (ulong)_index);
        bad = entry.Bad;
        warning = entry.Warning;
        return entry.Clip;
    }

    public void Dispose()
    {
        if (_reading is not null)
        {
            try
            {
                foreach (var entry in _reading.GetAwaiter().GetResult().Clips)
                    entry.Clip?.Dispose();
            }
            catch (Exception e) when (e is OperationCanceledException || _stop.IsCancellationRequested)
            {
                // Nobody waits for this file any more; what went wrong in it no longer matters.
            }
        }

        _reading = null;
        foreach (var entry in _ready)
            entry.Clip?.Dispose();
        _ready.Clear();
        _clips?.Dispose();
        _file.Release();
        _source.ReturnBuilder(_builder);
    }

    private (Queue<Entry> Clips, bool Last) ReadBatch()
    {
        var batch = new Queue<Entry>();
        var last = false;
        try
        {
            for (var values = 0; !last && batch.Count < BatchClips && values < BatchValues;)
            {
                _stop.ThrowIfCancellationRequested();
                last = !TryRead(batch, ref values);
            }
        }
        catch
        {
            foreach (var entry in batch)
                entry.Clip?.Dispose();
            throw;
        }

        // At once: the next file is then read into memory that is still in this core's cache.
        if (last)
            _file.Release();
        return (batch, last);
    }

    private void TakeWarnings(Queue<Entry> batch)
    {
        while (_file.TryTakeWarning(out var warning))
            batch.Enqueue(new(Clip: null, _number, Warning: warning));
    }

    private bool TryRead(Queue<Entry> batch, ref int values)
    {
        try
        {
            _builder.Clear();
            // Here and not before: a format may do all its work when it is asked for the enumeration.
            _clips ??= _source.Format.Read(_file, _builder).GetEnumerator();
            var moved = _clips.MoveNext();
            TakeWarnings(batch);
            if (!moved)
                return false;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            TakeWarnings(batch);
            batch.Enqueue(new(Clip: null, _number, e as SkeletonFileException ?? _file.Bad(e.Message, e)));
            return false;
        }

        var info = _clips.Current;
        var number = info.Position ?? _number;
        _number++;
        try
        {
            info = _source.Name(info, _index);
            if (!_source.Wants(info))
                return true;
            if (_builder.Refused is { } refused)
                throw refused;
            var clip = ClipAssembly.Take(_builder, _source.Check(info), _source.Target, _withValues);
            values += _withValues ? clip.Values.Length : 0;
            batch.Enqueue(new(clip, number));
        }
        catch (FormatException e)
        {
            batch.Enqueue(new(Clip: null, number, e as SkeletonFileException ?? _file.Bad(e.Message, e)));
        }

        return true;
    }
}
