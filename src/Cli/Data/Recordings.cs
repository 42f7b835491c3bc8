using System.CommandLine;
using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The clips that the options name.</summary>
internal sealed class Recordings(RecordingOptions options, ParseResult parsed)
{
    private readonly HashSet<string> _told = [];

    public string Format => parsed.GetValue(options.Format)!;

    /// <summary>Which bodies go into a clip where <c>--body-order</c> does not say; null for the loader's own choice.</summary>
    public BodyOrder? UsualOrder { get; init; }

    /// <summary>The skeleton that clips are to have; null for their own.</summary>
    public SkeletonLayout? Layout { get; init; }

    /// <summary>How many bodies clips have room for; null for the format's own number.</summary>
    public int? Bodies { get; init; }

    /// <summary>Whether recordings that labels would cut into clips stay whole.</summary>
    public bool AreWhole { get; init; }

    public bool IsSynthetic => Format == Choices.Synthetic;

    /// <summary>The format, whose clips may have no labels.</summary>
    public RecordingFormat Described() => new Formats(options, parsed) { AreWhole = AreWhole }.Of(options.LabelsFile);

    /// <summary>The format, whose clips have labels.</summary>
    /// <param name="labelsFile">The option that names an array's labels.</param>
    public RecordingFormat Labeled(Option<string> labelsFile) => new Formats(options, parsed).Labeled(labelsFile);

    /// <summary>Made-up clips; <paramref name="part"/> null is all of them.</summary>
    public static IDataView MakeUp(MLContext ml, EncoderFacts encoder, SkeletonSplit? part, int seed)
    {
        var made = new SyntheticSkeletons.Options { Subjects = 16, Repetitions = 1, Split = part, Seed = seed };
        return ml.Data.LoadSyntheticSkeletons(encoder.Fit(made));
    }

    /// <summary>Clips of files, read when they are asked for. What is left out is told on the standard error.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="encoder">The encoder that is to see them, or none.</param>
    /// <param name="path">Where they lie.</param>
    /// <param name="format">What they are.</param>
    /// <param name="part">Which clips; null is all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="collect">Takes what cannot be read, whatever <c>--on-bad-file</c> says.</param>
    public IDataView Load(
        MLContext ml,
        EncoderFacts encoder,
        string path,
        RecordingFormat format,
        SkeletonSplit? part,
        CancellationToken cancellationToken,
        Action<SkeletonFileException>? collect = null)
        => ml.Data.LoadFromSkeletonFiles(path, Loading(encoder, format, part, cancellationToken, collect));

    /// <summary>A loader of the same, for clips that are to be listed before they are read.</summary>
    /// <param name="ml">The context.</param>
    /// <param name="encoder">The encoder that is to see them, or none.</param>
    /// <param name="format">What they are.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="collect">Takes what cannot be read, whatever <c>--on-bad-file</c> says; null where that counts.</param>
    public SkeletonLoader Loader(
        MLContext ml,
        EncoderFacts encoder,
        RecordingFormat format,
        CancellationToken cancellationToken,
        Action<SkeletonFileException>? collect)
        => ml.Data.CreateSkeletonLoader(Loading(encoder, format, part: null, cancellationToken, collect));

    private SkeletonLoader.Options Loading(
        EncoderFacts encoder,
        RecordingFormat format,
        SkeletonSplit? part,
        CancellationToken cancellationToken,
        Action<SkeletonFileException>? collect)
    {
        var loading = new SkeletonLoader.Options
        {
            Format = format.Files,
            NamePattern = format.Names,
            PathPattern = format.Labels.PathPattern,
            LabelsFile = format.Labels.LabelsFile,
            Actions = format.Labels.Actions,
            Split = part,
            OnBadFile = collect is null ? parsed.GetValue(options.OnBadFile) : OnBadFile.Skip,
            OnSkipped = collect ?? Skipped,
            OnWarning = warning => Tell($"Warning: {warning}"),
            CancellationToken = cancellationToken,
        };
        loading.BodyOrder = UsualOrder ?? loading.BodyOrder;
        loading.Layout = Layout;
        loading.Bodies = Bodies;
        options.Loading.Apply(loading, parsed);
        loading.SearchSubfolders |= format.SearchesBelow;
        return encoder.Fit(loading);
    }

    private void Skipped(SkeletonFileException bad) => Tell($"Left out: {bad.Message}");

    // Every pass comes by the same clips; each is told of once.
    private void Tell(string line)
    {
        lock (_told)
        {
            if (_told.Add(line))
                Console.Error.WriteLine(line);
        }
    }
}
