using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Clips in files. Which files there are, and which of them a split keeps, is decided once.</summary>
internal sealed class FileSource : ClipSource
{
    private readonly int[] _files;
    private readonly HashSet<string>? _missing;
    private readonly bool _namesTellAll;
    private readonly int _actions;
    private readonly ConcurrentBag<SkeletonClipBuilder> _builders = [];

    public FileSource(IHost host, SkeletonLoader.Options options, int actions, IMultiStreamSource files)
    {
        (Host, Options, Files, _actions) = (host, options, files, actions);
        Conversion = options.Conversion();
        _missing = options.MissingSkeletonsFile is { } list ? MissingSkeletons.Read(list) : null;
        if (files.Count == 0)
            throw new ArgumentException("There is no file to load.", nameof(files));
        (_files, _namesTellAll) = Choose();
        if (_files.Length == 0)
        {
            using var channel = host.Start("Load");
            channel.Warning(MessageSensitivity.None, "None of the {0} files belongs to {1}; the view is empty.", files.Count, options.Split?.ToString() ?? "what is left after the list of missing skeletons");
        }
    }

    public IHost Host { get; }

    public SkeletonLoader.Options Options { get; }

    public IMultiStreamSource Files { get; }

    public ISkeletonFormat Format => Options.Format!;

    /// <summary>From the format's layout to the one that is wanted, where they differ.</summary>
    public SkeletonConversion? Conversion { get; }

    public int Places => Options.Bodies ?? Format.Bodies;

    public SkeletonLimits Limits => new(Options.MaxFileBytes, Options.MaxFrames, Options.MaxBodies);

    public override long? Count => _namesTellAll && Options.OnBadFile == OnBadFile.Throw ? _files.Length : null;

    public override ClipFeed Open(bool withValues, Random? random)
    {
        var order = Order(_files.Length, random);
        for (var i = 0; i < order.Length; i++)
            order[i] = _files[order[i]];
        // With Skip, the rows depend on the files' content even where the columns do not.
        return withValues || !_namesTellAll || Options.OnBadFile == OnBadFile.Skip
            ? new FileFeed(this, order, withValues, random)
            : new NameFeed(this, order);
    }

    /// <summary>What a file's name tells, or null.</summary>
    public ClipInfo? Describe(int file) => Files.GetPathOrNull(file) is { } path ? Format.Describe(Path.GetFileNameWithoutExtension(path)) : null;

    /// <summary>Whether a clip is wanted; a label that the format does not know is an error of the file.</summary>
    public bool Wants(ClipInfo clip) => _missing?.Contains(clip.Name) != true && Options.Split?.Contains(clip) != false;

    public ClipInfo Check(ClipInfo clip) => clip.Label <= _actions ? clip
        : throw new FormatException(_actions == 0 ? $"clip '{clip.Name}' has label {clip.Label}, but no action is named; give the format the action names"
            : $"clip '{clip.Name}' has label {clip.Label}, but only {_actions} actions are known");

    // Builders keep their buffers from file to file: a clip costs no more than itself.
    public SkeletonClipBuilder RentBuilder(CancellationToken stop)
    {
        var builder = _builders.TryTake(out var used) ? used : new SkeletonClipBuilder(Format.Layout, Format.Channels, Limits);
        builder.Stop = stop;
        return builder;
    }

    public void ReturnBuilder(SkeletonClipBuilder builder)
    {
        builder.Clear();
        _builders.Add(builder);
    }

    private (int[] Files, bool NamesTellAll) Choose()
    {
        var chosen = new List<int>(Files.Count);
        var all = true;
        for (var file = 0; file < Files.Count; file++)
        {
            if (Files.GetPathOrNull(file) is { } path && !Format.Accepts(Path.GetFileName(path)))
                throw new ArgumentException($"'{path}' is not a file that {Format.Name} accepts.", nameof(file));
            var clip = Describe(file);
            all &= clip is not null;
            if (clip is null || Wants(clip))
                chosen.Add(file);
        }

        return ([.. chosen], all);
    }

    /// <summary>A pass that nobody asks frames of: names are enough, no file is opened.</summary>
    private sealed class NameFeed(FileSource source, int[] order) : ClipFeed
    {
        private int _next;

        public override LoadedClip? Next(out UInt128 id)
        {
            id = 0;
            if (_next >= order.Length)
                return null;
            source.Options.CancellationToken.ThrowIfCancellationRequested();
            var file = order[_next++];
            id = (UInt128)file;
            try
            {
                return new LoadedClip(source.Check(source.Describe(file)!), null, 0);
            }
            catch (FormatException e)
            {
                throw new SkeletonFileException(source.Files.GetPathOrNull(file), 0, e.Message, e);
            }
        }

        public override void Dispose() => _next = order.Length;
    }
}
