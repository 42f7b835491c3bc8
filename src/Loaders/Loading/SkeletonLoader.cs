using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Loaders.Loading;
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
    private readonly DataViewSchema _schema;

    internal SkeletonLoader(IHostEnvironment environment, Options options)
    {
        _host = environment.Register(nameof(SkeletonLoader));
        _options = options.Checked();
        var format = _options.Format!;
        var names = _options.NamePattern;
        var actions = names is { TellsAction: true } ? names.Actions : format.Actions;
        if (actions.IsDefault)
            actions = [];
        if (_options.Split is { ActionCount: > 0 } split && split.ActionCount < actions.Length)
            actions = actions[..split.ActionCount];
        Actions = actions;
        _schema = ClipSchema.Build(
            layout: _options.Conversion()?.Target ?? format.Layout,
            bodies: _options.Bodies ?? format.Bodies,
            format.Channels,
            actions,
            format.Fields | (names?.Fields ?? ClipFields.None),
            format.Coordinates);
    }

    internal ImmutableArray<string> Actions { get; }

    /// <summary>Gets the schema of every view this loader makes.</summary>
    /// <returns>The schema.</returns>
    public DataViewSchema GetOutputSchema() => _schema;

    /// <summary>Loads files. They are opened when the view is read.</summary>
    /// <param name="source">The files, for example a <see cref="MultiFileSource"/>. Those whose names the format does not accept are
    /// refused.</param>
    /// <returns>The clips.</returns>
    /// <exception cref="ArgumentException"><paramref name="source"/> is empty or has a file that is not of the format.</exception>
    /// <exception cref="SkeletonFileException">The list of missing skeletons cannot be read.</exception>
    public IDataView Load(IMultiStreamSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new ClipDataView(_schema, new FileSource(_host, _options, Actions.Length, source));
    }

    internal IDataView Load(IEnumerable<string> paths)
        => Load(SkeletonFiles.Find(paths, _options.Format!, _options.SearchSubfolders));

    /// <summary>Not possible: a model file cannot carry a format, which may be code of the application's own.</summary>
    /// <exception cref="NotSupportedException">Always. Save a model with its schema instead: <c>mlContext.Model.Save(model, view.Schema,
    /// path)</c>.</exception>
    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException(
            "A skeleton loader cannot be saved in a model file. Save the model with the schema, "
            + "mlContext.Model.Save(model, view.Schema, path), and create the loader anew.");
}
