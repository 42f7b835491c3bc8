using Microsoft.ML;
using Microsoft.ML.Transforms;
using MsMclr.MLNet.Experiments.Judging;
using MsMclr.MLNet.Experiments.Writing;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>The clips of an experiment, prepared once for all its seeds.</summary>
/// <param name="Ml">The context.</param>
/// <param name="Preparation">What prepared them.</param>
/// <param name="Recorded">The columns of recorded clips.</param>
/// <param name="Parts">The prepared clips, cached.</param>
/// <param name="TrainCount">How many clips there are to learn from.</param>
internal sealed record PreparedClips(
    MLContext Ml,
    ITransformer Preparation,
    DataViewSchema Recorded,
    ClipParts Parts,
    int TrainCount)
{
    // Ridge regression decomposes a matrix as large as the clips or the features, whichever are fewer.
    private const int ManyClips = 2000;
    private const int UsualFeatures = 9996;
    private const int FewerFeatures = 1932;

    /// <summary>Prepares both parts.</summary>
    /// <exception cref="InvalidOperationException">One of them has no clips.</exception>
    public static PreparedClips Of(MLContext ml, ExperimentOptions options, IDataView train, IDataView test)
    {
        var preparation = ml.Transforms.Skeleton.Prepare(options.Preparation).Fit(train);
        var preparedTrain = Cached(ml, preparation.Transform(train), "Skeleton");
        var preparedTest = Cached(ml, preparation.Transform(test), "Skeleton");
        var count = Count(preparedTrain, options, "training");
        Count(preparedTest, options, "testing");
        return new PreparedClips(ml, preparation, train.Schema, new ClipParts(preparedTrain, preparedTest), count);
    }

    /// <summary>The coordinates themselves as <c>Features</c>; those of joints that were not found are 0.</summary>
    public ITransformer Raw()
    {
        const MissingValueReplacingEstimator.ReplacementMode Zero = MissingValueReplacingEstimator.ReplacementMode.DefaultValue;
        return Ml.Transforms.ReplaceMissingValues("Features", "Skeleton", Zero).Fit(Parts.Train);
    }

    /// <summary>Random convolutions of the coordinates, fitted on the training part.</summary>
    public ITransformer RandomConvolutions(ExperimentOptions options, string column)
    {
        var convolutions = Ml.Transforms.Skeleton.RandomConvolutions(new RandomConvolutionsEstimator.Options
        {
            OutputColumnName = column,
            FeatureCount = options.RandomConvolutions ?? (TrainCount > ManyClips ? FewerFeatures : UsualFeatures),
            Seed = options.Seed,
            CancellationToken = options.CancellationToken,
        });
        return convolutions.Fit(Parts.Train);
    }

    /// <summary>
    /// An encoder's embedding and random convolutions end to end as <c>Features</c>. Each of the two is a vector of length 1, so that
    /// ten thousand convolutions weigh no more than the embedding.
    /// </summary>
    public ClipParts Together(ITransformer embedding, ExperimentOptions options)
    {
        const string Convolutions = "RandomConvolutions";
        const string Embedding = "Embedding";
        var encoder = embedding.Append(Ml.Transforms.CopyColumns(Embedding, "Features").Fit(embedding.Transform(Parts.Train)));
        var described = encoder.Append(RandomConvolutions(options, Convolutions));
        var joined = Ml.Transforms.NormalizeMeanVariance(Convolutions, fixZero: false)
            .Append(Ml.Transforms.NormalizeLpNorm(Convolutions))
            .Append(Ml.Transforms.NormalizeLpNorm(Embedding))
            .Append(Ml.Transforms.Concatenate("Features", Embedding, Convolutions))
            .Fit(described.Transform(Parts.Train));
        return Embed(described.Append(joined));
    }

    /// <summary>What an encoder makes of the clips, as <c>Features</c>.</summary>
    public ClipParts Embed(ITransformer embedding)
    {
        var train = Cached(Ml, embedding.Transform(Parts.Train), "Features");
        var test = Cached(Ml, embedding.Transform(Parts.Test), "Features");
        return new ClipParts(train, test);
    }

    private static IDataView Cached(MLContext ml, IDataView view, string values) => ml.Data.Cache(view, Kept(view, values));

    private static string[] Kept(IDataView view, string values) => EmbeddingsFile.ColumnsOf(view, values, "Label", "Name", "Subject");

    // Reads all rows, so that they are in the cache afterwards.
    private static int Count(IDataView cached, ExperimentOptions options, string purpose)
    {
        var count = 0;
        var kept = Kept(cached, "Skeleton");
        using var cursor = cached.GetRowCursor(cached.Schema.Where(column => kept.Contains(column.Name)));
        while (cursor.MoveNext())
        {
            options.CancellationToken.ThrowIfCancellationRequested();
            count++;
        }

        if (count == 0)
        {
            var found = $"{options.Title}: of the clips that were read, none is for {purpose}.";
            throw new InvalidOperationException($"{found} Add some that are, or choose another split.");
        }

        return count;
    }
}
