using Microsoft.ML;
using Microsoft.ML.Transforms;

namespace MsMclr.MLNet.Tests;

public sealed class EmbeddingProbesTests
{
    private readonly MLContext _ml = new(1);

    [Test]
    public void Coordinates_tell_mirror_image_side_and_direction_of_time()
    {
        var train = RaisedHands.Prepared(_ml, 60, 1, left: 0.2);
        var scores = Asked(Coordinates(train), train, RaisedHands.Prepared(_ml, 60, 2, left: 0.2));
        Assert.That(scores.Side, Is.GreaterThan(0.95));
        Assert.That(scores.Time, Is.GreaterThan(0.95));
        Assert.That(scores.Mirror, Is.EqualTo(0.8).Within(0.1), "one in five raises the other hand");
    }

    [Test]
    public void Means_over_everything_tell_none_of_it()
    {
        var train = RaisedHands.Prepared(_ml, 100, 1, left: 0.5);
        var scores = Asked(new SymmetricMeans(_ml), train, RaisedHands.Prepared(_ml, 200, 2, left: 0.5));
        Assert.That(scores.Mirror, Is.EqualTo(0.5).Within(0.1));
        Assert.That(scores.Time, Is.EqualTo(0.5).Within(0.1));
        Assert.That(scores.Side, Is.EqualTo(0.5).Within(0.12));
    }

    [Test]
    public void Coordinates_of_made_up_people_tell_which_side_acts()
    {
        var train = MadeUp(NtuProtocol.CrossSubject60.Train);
        var scores = Asked(Coordinates(train), train, MadeUp(NtuProtocol.CrossSubject60.Test), new SkeletonPreparationEstimator.Options());
        Assert.That(scores.Side, Is.GreaterThanOrEqualTo(0.95));
        Assert.That(scores.Time, Is.GreaterThan(0.5));
    }

    [Test]
    public void Without_left_and_right_there_is_neither_mirror_image_nor_side()
    {
        var ntu = SkeletonLayout.NtuRgbd;
        var layout = new SkeletonLayout("one", ntu.Joints, ntu.Bones, ntu.Center, Enumerable.Range(0, 25), ntu.Parts, ntu.Regions);
        var train = RaisedHands.Prepared(_ml, 20, 1, 0.5, layout);
        var options = Options();
        options.MirroredActions = [new("stand", "raise left hand")];
        var scores = EmbeddingProbes.Evaluate(_ml, Coordinates(train), train, RaisedHands.Prepared(_ml, 20, 2, 0.5, layout), options);
        Assert.That(scores.Mirror, Is.Null);
        Assert.That(scores.Side, Is.Null, "nobody stands");
        Assert.That(scores.Time, Is.GreaterThan(0.6));
    }

    [Test]
    public void Wrong_options_and_views_are_refused()
    {
        var train = RaisedHands.Prepared(_ml, 20, 1, 0.5);
        Refused<ArgumentException>(options => options.MirroredActions = [new("raise left hand", "nod")], "'nod'");
        Refused<ArgumentOutOfRangeException>(options => options.MaxClips = 1, "2 to 2000");
        Refused<ArgumentOutOfRangeException>(options => options.InputColumnName = "Nope", "'Nope'");
        Refused<ArgumentException>(options => options.InputColumnName = "Clip", "is not annotated with a skeleton layout");
        Refused<OperationCanceledException>(options => options.CancellationToken = new CancellationToken(canceled: true), "");

        void Refused<T>(Action<EmbeddingProbeOptions> change, string reason)
            where T : Exception
        {
            var options = Options();
            change(options);
            var error = Assert.Catch<T>(() => EmbeddingProbes.Evaluate(_ml, Coordinates(train), train, train, options));
            Assert.That(error!.Message, Does.Contain(reason));
        }
    }

    private EmbeddingProbeScores Asked(
        ITransformer embedding,
        IDataView train,
        IDataView test,
        SkeletonPreparationEstimator.Options? preparation = null)
    {
        var options = Options();
        options.Preparation = preparation ?? options.Preparation;
        return EmbeddingProbes.Evaluate(_ml, embedding, train, test, options);
    }

    private static EmbeddingProbeOptions Options() => new()
    {
        Preparation = RaisedHands.Preparation(),
        NormalizeFeatures = true,
        MaxClips = 200,
    };

    private ITransformer Coordinates(IDataView prepared)
    {
        const MissingValueReplacingEstimator.ReplacementMode Zero = MissingValueReplacingEstimator.ReplacementMode.DefaultValue;
        return _ml.Transforms.ReplaceMissingValues("Features", "Skeleton", Zero).Fit(prepared);
    }

    private IDataView MadeUp(SkeletonSplit split)
    {
        string[] actions = ["wave left hand", "wave right hand", "kick left", "kick right"];
        var made = new SyntheticSkeletons.Options { Actions = actions, Cameras = 1, Split = split };
        var clips = _ml.Data.LoadSyntheticSkeletons(made);
        var preparation = _ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 }).Fit(clips);
        return _ml.Data.Cache(preparation.Transform(clips), "Skeleton", "Label");
    }
}
