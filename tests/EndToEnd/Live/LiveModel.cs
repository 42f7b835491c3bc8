using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A small model, saved and loaded, and streams of made-up people.</summary>
internal sealed class LiveModel : IDisposable
{
    public const int BodyLength = 25 * 3;
    private readonly TemporaryFolder _folder = new();

    public LiveModel(MsMclrTrainer.Options? network = null, int frames = 16)
    {
        var ml = new MLContext(1);
        var train = SmallClips.Load(ml, subjects: 2);
        using var encoder = SmallClips.Prepare(ml, frames)
            .Append(ml.SelfSupervised.Trainers.MsMclr(network ?? SmallClips.Untrained))
            .Fit(train);
        var head = ml.Transforms.NormalizeMeanVariance("Normal", "Features", fixZero: false)
            .Append(ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(featureColumnName: "Normal", l1Regularization: 0))
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        var classifier = head.Fit(ml.Data.Cache(encoder.Transform(train), "Features", "Label"));
        SkeletonModel.Save(ml, new TransformerChain<ITransformer>([.. encoder, classifier]), train.Schema, ModelFile);
        Loaded = SkeletonModel.Load(ml, ModelFile, out _);
        Context = ml;
        Scorer = SkeletonScorer.Load(ModelFile, new SkeletonScorer.Options { FillMissingJoints = true });
    }

    public MLContext Context { get; }

    public ITransformer Loaded { get; }

    public SkeletonScorer Scorer { get; }

    public string ModelFile => _folder.File("action.zip");

    public void Dispose()
    {
        Scorer.Dispose();
        (Loaded as IDisposable)?.Dispose();
        _folder.Dispose();
    }

    /// <summary>
    /// A stream of several recordings at once, their people four meters apart, each with an id, listed in another order in each frame.
    /// </summary>
    public static List<SkeletonFrame> Frames(int recordings, bool withIds = true, int actions = 3)
    {
        var made = SyntheticSkeletons.MakeUntrimmed(new SyntheticSkeletons.UntrimmedOptions
        {
            Recordings = recordings,
            ActionsEach = actions,
            IdleSeconds = 1,
            Clips = new SyntheticSkeletons.Options { Cameras = 1, Seed = 5 },
        }).ToList();
        List<SkeletonFrame> frames = [];
        for (var frame = 0; frame < made.Max(one => one.Recording.Frames); frame++)
        {
            List<SkeletonBody> bodies = [];
            for (var i = 0; i < made.Count; i++)
                bodies.AddRange(Bodies(made[i].Recording, frame, i, withIds));
            if (frame % 2 == 1)
                bodies.Reverse();
            frames.Add(new SkeletonFrame(bodies));
        }

        return frames;
    }

    private static IEnumerable<SkeletonBody> Bodies(SkeletonRecording recording, int frame, int number, bool withIds)
    {
        if (frame >= recording.Frames)
            yield break;
        for (var body = 0; body < 2; body++)
        {
            var values = recording.Values.Slice(((frame * 2) + body) * BodyLength, BodyLength).ToArray();
            if (!values.AsSpan().ContainsAnyExcept(0f))
                continue;
            for (var joint = 0; joint < BodyLength; joint += 3)
                values[joint] += 4 * number;
            yield return new SkeletonBody(values, withIds ? (ulong)((10 * number) + body + 1) : null);
        }
    }
}
