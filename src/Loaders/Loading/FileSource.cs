using System.Collections.Concurrent;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Naming;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Clips in files. Which files there are, and which of them a split keeps, is decided once.</summary>
internal sealed class FileSource : ClipSource
{
    private readonly int[] _files;
    private readonly ListPart _part;
    private readonly ClipNaming _names;
    private readonly HashSet<string>? _missing;
    private readonly ClipFiles _clips;
    private readonly int _actions;
    private readonly ConcurrentBag<SkeletonClipBuilder> _builders = [];
    private readonly ConcurrentDictionary<SkeletonFileWarning, bool> _told = [];
    private bool _namesTellAll = true;

    public FileSource(IHost host, SkeletonLoader.Options options, int actions, ClipFiles clips, ClipNaming names, ListPart part)
    {
        Host = host;
        _part = part;
        Options = options;
        _clips = clips;
        TellOfLayout(options.Layout ?? Format.Layout);
        Target = new ClipTarget(options.Bodies ?? Format.Bodies, options.BodyOrder, options.Conversion())
        {
            Tracking = options.Tracking!,
            IsWholeBody = WholeBody.Is(Format.Layout),
            Gaps = new FrameGapRule(options.FrameGaps, options.LongestInterpolatedGap),
            EmptyRemedy = Format.EmptyRemedy,
        };
        _actions = actions;
        _names = names;
        _missing = options.MissingSkeletonsFile is { } list ? MissingSkeletons.Read(list) : null;
        int[] listed = [.. part.Of(Files.Count)];
        _files = [.. listed.Where(MayHoldWanted)];
        if (_files.Length == 0 && listed.Length > 0)
        {
            using var channel = host.Start("Load");
            channel.Warning(
                MessageSensitivity.None,
                "None of the {0} files belongs to {1}; the view is empty.",
                listed.Length,
                options.Split?.ToString() ?? "what is left after the list of missing skeletons");
        }
    }

    public IHost Host { get; }

    public SkeletonLoader.Options Options { get; }

    /// <summary>Gets the files, or the first one of each clip that has a file for each frame.</summary>
    public IMultiStreamSource Files => _clips.First;

    /// <summary>Gets what was found beside the files, and could not be looked at. The first part tells of it.</summary>
    public IReadOnlyList<SkeletonFileException> Unlisted => _part.IsFirst && Files is SkeletonFiles listed ? listed.Bad : [];

    public ISkeletonFormat Format => Options.Format!;

    /// <summary>Gets what clips are to look like.</summary>
    public ClipTarget Target { get; }

    public SkeletonLimits Limits
        => new(Options.MaxFileBytes, Options.MaxFrames, Options.MaxBodies, Options.OnCountMismatch, Options.Bodies);

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
        => _missing?.Contains(MissingSkeletons.WithoutFolder(clip.Name)) != true && Options.Split?.Contains(clip) != false;

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

    // A layout that was made of names was made where there was no log.
    private void TellOfLayout(SkeletonLayout layout)
    {
        foreach (var warning in layout.Warnings)
            Tell(new SkeletonFileWarning(layout.Name, 0, warning));
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

    /// <summary>The files that are one clip with a file; null where it is alone.</summary>
    public FrameFileGroup? Group(int file) => _clips.Group(file);

    // Where a name tells nothing, the file has to be read before one knows.
    private bool MayHoldWanted(int file)
    {
        if (Files.GetPathOrNull(file) is { } path && !Format.Accepts(Path.GetFileName(path)))
            throw new ArgumentException($"'{path}' is not a file that {Format.Name} accepts.", nameof(file));
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
