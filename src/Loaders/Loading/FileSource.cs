using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Clips in files. Which files there are, and which of them a split keeps, is decided once.</summary>
internal sealed class FileSource : ClipSource
{
    private readonly int[] _files;
    private readonly ClipNames _names;
    private readonly HashSet<string>? _missing;
    private readonly FrameFileGroups? _groups;
    private readonly int _actions;
    private readonly ConcurrentBag<SkeletonClipBuilder> _builders = [];
    private readonly ConcurrentDictionary<SkeletonFileWarning, bool> _told = [];
    private bool _namesTellAll = true;

    public FileSource(IHost host, SkeletonLoader.Options options, int actions, IMultiStreamSource files)
    {
        if (files.Count == 0)
            throw new ArgumentException("There is no file to load.", nameof(files));
        Host = host;
        Options = options;
        Files = files;
        Target = new ClipTarget(options.Bodies ?? Format.Bodies, options.BodyOrder, options.Conversion())
        {
            Tracking = options.Tracking!,
            IsWholeBody = WholeBody.Is(Format.Layout),
            Gaps = new FrameGapRule(options.FrameGaps, options.LongestInterpolatedGap),
            EmptyRemedy = Format.EmptyRemedy,
        };
        _actions = actions;
        _names = new ClipNames(files, options);
        _missing = options.MissingSkeletonsFile is { } list ? MissingSkeletons.Read(list) : null;
        CheckNames();
        _groups = Format is IFrameFiles frames ? new FrameFileGroups(files, frames) : null;
        _files = [.. (_groups?.First ?? Enumerable.Range(0, files.Count)).Where(MayHoldWanted)];
        if (_files.Length == 0)
        {
            using var channel = host.Start("Load");
            channel.Warning(
                MessageSensitivity.None,
                "None of the {0} files belongs to {1}; the view is empty.",
                files.Count,
                options.Split?.ToString() ?? "what is left after the list of missing skeletons");
        }
    }

    public IHost Host { get; }

    public SkeletonLoader.Options Options { get; }

    public IMultiStreamSource Files { get; }

    public ISkeletonFormat Format => Options.Format!;

    /// <summary>Gets what clips are to look like.</summary>
    public ClipTarget Target { get; }

    public SkeletonLimits Limits => new(Options.MaxFileBytes, Options.MaxFrames, Options.MaxBodies, Options.OnCountMismatch);

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
    /// <exception cref="FormatException">The name is not of the pattern that was given.</exception>
    public ClipInfo? Describe(int file)
    {
        if (Files.GetPathOrNull(file) is not { } path)
            return null;
        return Format.Describe(Path.GetFileNameWithoutExtension(path)) is { } clip ? Name(clip, file) : null;
    }

    /// <summary>A clip as the format tells of it, with the name that it is to have and with what that name tells.</summary>
    /// <exception cref="FormatException">The name is not of the pattern that was given.</exception>
    public ClipInfo Name(ClipInfo clip, int file) => _names.Apply(clip, file);

    /// <summary>Whether a clip belongs to the split and is not on the list of missing skeletons.</summary>
    public bool Wants(ClipInfo clip)
        => _missing?.Contains(ClipNames.WithoutFolder(clip.Name)) != true && Options.Split?.Contains(clip) != false;

    /// <summary>Refuses a label that the format does not know.</summary>
    /// <exception cref="FormatException">The label is beyond the actions.</exception>
    public ClipInfo Check(ClipInfo clip)
    {
        if (clip.Label <= _actions)
            return clip;
        var label = $"clip '{clip.Name}' has label {clip.Label}";
        if (_actions == 0)
            throw new FormatException($"{label}, but no action is named; give the format the action names");
        throw new FormatException($"{label}, but only {_actions} actions are known");
    }

    /// <summary>What is wrong with a file, where it was not opened.</summary>
    public SkeletonFileException Bad(int file, FormatException e) => new(Files.GetPathOrNull(file), 0, e.Message, e);

    /// <summary>Passes a warning on, once: files are read again on every pass.</summary>
    public void Tell(SkeletonFileWarning warning)
    {
        if (!_told.TryAdd(warning, true))
            return;
        Options.OnWarning?.Invoke(warning);
        using var channel = Host.Start("Load");
        channel.Warning(MessageSensitivity.None, "{0}", warning);
    }

    // Builders keep their buffers from file to file: a clip costs no more than itself.
    public SkeletonClipBuilder RentBuilder(CancellationToken stop)
    {
        if (!_builders.TryTake(out var builder))
            builder = new SkeletonClipBuilder(Format.Layout, Format.Channels, Limits, Format.Coordinates);
        builder.Stop = stop;
        return builder;
    }

    public void ReturnBuilder(SkeletonClipBuilder builder)
    {
        builder.Clear();
        _builders.Add(builder);
    }

    /// <summary>The files that are one clip with a file; none where it is alone.</summary>
    public IReadOnlyList<int> Group(int file) => _groups?.Of(file) ?? [];

    private void CheckNames()
    {
        for (var file = 0; file < Files.Count; file++)
        {
            if (Files.GetPathOrNull(file) is { } path && !Format.Accepts(Path.GetFileName(path)))
                throw new ArgumentException($"'{path}' is not a file that {Format.Name} accepts.");
        }
    }

    // Where a name tells nothing, the file has to be read before one knows.
    private bool MayHoldWanted(int file)
    {
        ClipInfo? clip;
        try
        {
            clip = Describe(file);
        }
        catch (FormatException e)
        {
            if (Options.OnBadFile == OnBadFile.Throw)
                throw Bad(file, e);
            // It is left out, and reported, in each pass.
            return true;
        }

        _namesTellAll &= clip is not null;
        return clip is null || Wants(clip);
    }
}
