using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Loading;
using MsMclr.MLNet.Loaders.Naming;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet;

/// <summary>Loads skeleton recordings as a data view: lazy, read ahead on all cores, in order, nothing read twice in a pass.</summary>
/// <remarks>
/// <para>Columns: <c>Clip</c> (<c>[*, M, V, C]</c>, annotated with the layout), <c>Label</c> (key with the action names), <c>Name</c>,
/// and of
/// <c>Subject</c>, <c>Camera</c>, <c>Setup</c>, <c>Replication</c>, <c>FrameRate</c> those that the format knows. <c>Subject</c> is the
/// sampling key for <c>TrainTestSplit</c>.</para>
/// <para>Files are parsed again on every pass; use <c>mlContext.Data.Cache</c>, or cache embeddings, where a trainer makes many. Where a
/// format
/// knows everything but the frames from a file's name, a pass that does not ask for <c>Clip</c> opens no file.</para>
/// <para>Thread-safe: one loader can load many sources, one view can be read by many cursors.</para>
/// </remarks>
public sealed partial class SkeletonLoader : IDataLoader<IMultiStreamSource>
{
    private readonly IHost _host;
    private readonly Options _options;
    private readonly NamingRules _rules;
    private readonly ClipSchema _schema;

    internal SkeletonLoader(IHostEnvironment environment, Options options)
    {
        _host = environment.Register(nameof(SkeletonLoader));
        _options = options.Checked();
        _rules = _options.Naming();
        _rules.Check();
        var format = _options.Format!;
        var layout = _options.Conversion()?.Target ?? format.Layout;
        _schema = new ClipSchema(layout, _options.Bodies ?? format.Bodies, format.Channels, format.Coordinates);
    }

    /// <summary>Gets the schema of every view this loader makes.</summary>
    /// <returns>The schema. Where paths or a table tell subjects or cameras by name, only a loaded view's columns have the names.</returns>
    /// <exception cref="InvalidOperationException">The labels are those that paths tell, which are known when files are.</exception>
    public DataViewSchema GetOutputSchema()
    {
        if (_rules.LabelsNeedPaths)
        {
            throw new InvalidOperationException(
                "PathPattern tells the labels, which are known when files are loaded: take the schema of the loaded view, or name them in "
                + "SkeletonLoader.Options.Actions.");
        }

        var none = ImmutableDictionary<ClipFields, ImmutableArray<string>>.Empty;
        return Schema(Kept(ClipNaming.ActionsOf(_rules, scan: null)), none);
    }

    /// <summary>Loads files. They are opened when the view is read.</summary>
    /// <param name="source">The files, for example a <see cref="MultiFileSource"/>. Those whose names the format does not accept are
    /// refused.</param>
    /// <returns>The clips.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> is empty or has a file that is not of the format.</exception>
    /// <exception cref="SkeletonFileException">The list of missing skeletons or the labels' file cannot be read, or with
    /// <see cref="OnBadFile.Throw"/> a path does not tell what it should.</exception>
    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Count == 0)
            throw new ArgumentException("There is no file to load.", nameof(source));
        return Load(new SkeletonRecordingList(source, _options.Format!), ListPart.All);
    }

    /// <summary>Finds the recordings at some paths. They are not opened.</summary>
    /// <param name="paths">Folders, files and patterns, in the order the clips are to have.</param>
    /// <returns>The recordings, for <see cref="Load(SkeletonRecordingList, int, int)"/>.</returns>
    /// <exception cref="ArgumentException">There is nothing at a path, or nothing the format accepts.</exception>
    /// <exception cref="SkeletonFileException">With <see cref="OnBadFile.Throw"/>: a folder cannot be looked into.</exception>
    public SkeletonRecordingList Find(params IEnumerable<string> paths)
    {
        var searchesBelow = _options.SearchSubfolders || _rules.Paths is { HasFolders: true };
        var files = SkeletonFiles.Find(paths, _options.Format!, new(searchesBelow, _options.FollowLinks, _options.CancellationToken));
        if (files.Bad.Count > 0 && _options.OnBadFile == OnBadFile.Throw)
            throw files.Bad[0];
        return new SkeletonRecordingList(files, _options.Format!);
    }

    /// <summary>
    /// Loads one of several equal parts of a list, so that many processes can share the work. Labels and their numbers are those of
    /// the whole list.
    /// </summary>
    /// <param name="recordings">What <see cref="Find"/> found, of a loader with the same format.</param>
    /// <param name="shard">Which part, from 0.</param>
    /// <param name="shardCount">How many parts there are. The parts, one after the other, are the list.</param>
    /// <returns>The clips, as of all files. A file with many clips is in one part with all of them.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="shardCount"/> is below 1, or there is no such part.</exception>
    /// <exception cref="ArgumentException">The list was made for another format.</exception>
    public IDataView Load(SkeletonRecordingList recordings, int shard, int shardCount)
    {
        ArgumentNullException.ThrowIfNull(recordings);
        ArgumentOutOfRangeException.ThrowIfLessThan(shardCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(shard);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(shard, shardCount);
        if (recordings.Format.Name != _options.Format!.Name)
        {
            throw new ArgumentException(
                $"The list has recordings of {recordings.Format.Name}, and the loader reads {_options.Format.Name}.", nameof(recordings));
        }

        return Load(recordings, new ListPart(shard, shardCount));
    }

    internal IDataView Load(IEnumerable<string> paths) => Load(Find(paths), ListPart.All);

    private ClipDataView Load(SkeletonRecordingList recordings, ListPart part)
    {
        var names = new ClipNaming(_rules, new ListedPlaces(recordings.Clips.First));
        var actions = Kept(names.Actions);
        var files = new FileSource(_host, _options, actions.Length, recordings.Clips, names, part);
        foreach (var note in names.Notes.Concat(part.IsFirst ? recordings.Notes : []))
            files.Tell(note);
        return new ClipDataView(Schema(actions, names.NumberNames), files);
    }

    private ImmutableArray<string> Kept(ImmutableArray<string> actions)
        => _options.Split is { ActionCount: > 0 } split && split.ActionCount < actions.Length ? actions[..split.ActionCount] : actions;

    private DataViewSchema Schema(ImmutableArray<string> actions, ImmutableDictionary<ClipFields, ImmutableArray<string>> numberNames)
        => _schema.Build(actions, _rules.Columns, numberNames, _rules.Table?.Others ?? []);

    /// <summary>Not possible: a model file cannot carry a format, which may be code of the application's own.</summary>
    /// <exception cref="NotSupportedException">Always. Save a model with its schema instead: <c>mlContext.Model.Save(model, view.Schema,
    /// path)</c>.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException(
            "A skeleton loader cannot be saved in a model file. Save the model with the schema, "
            + "mlContext.Model.Save(model, view.Schema, path), and create the loader anew.");
}
