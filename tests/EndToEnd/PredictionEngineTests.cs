using System.Collections.Concurrent;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A raw clip in, a prediction out, as an application does it: while the model is in memory and after it was loaded.</summary>
public class PredictionEngineTests
{
    public sealed class ClipInput
    {
        public float[] Clip { get; set; } = [];
    }

    public sealed class ActionPrediction
    {
        public string PredictedLabel { get; set; } = "";

        public float[] Score { get; set; } = [];

        public float[] Features { get; set; } = [];
    }

    private static readonly MLContext Ml = new(1);
    private static readonly PredictionEngineOptions Shared = new() { OwnsTransformer = false };
    private static TransformerChain<ITransformer> model = null!;
    private static DataViewSchema schema = null!;
    private static float[][] clips = [];
    private static ActionPrediction[] expected = [];
    private static byte[] file = [];

    [OneTimeSetUp]
    public void Make()
    {
        var train = SmallClips.Load(Ml, subjects: 2);
        model = Model(train);
        schema = train.Schema;
        clips = [.. train.GetColumn<float[]>("Clip")];
        expected = [.. Ml.Data.CreateEnumerable<ActionPrediction>(model.Transform(train), reuseRowObject: false)];
        using var stream = new MemoryStream();
        Ml.Model.Save(model, schema, stream);
        file = stream.ToArray();
    }

    [OneTimeTearDown]
    public void Dispose() => model.Dispose();

    [Test]
    public void One_clip_at_a_time_gets_the_bits_of_a_view([Values] bool loaded)
    {
        var transformer = loaded ? Loaded() : model;
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(transformer, Shared);
        for (var i = 0; i < clips.Length; i++)
            Same(engine.Predict(new ClipInput { Clip = clips[i] }), expected[i]);
    }

    [Test]
    public void Sixty_four_threads_share_a_transformer_and_get_the_same_numbers([Values] bool loaded)
    {
        var transformer = loaded ? Loaded() : model;
        using var engines = new ThreadLocal<PredictionEngine<ClipInput, ActionPrediction>>(
            () => Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(transformer, Shared));
        var wrong = new ConcurrentBag<Exception>();
        var threads = Enumerable.Range(0, 64).Select(number => new Thread(() =>
        {
            try
            {
                for (var i = 0; i < 8; i++)
                {
                    var clip = ((number * 5) + i) % clips.Length;
                    Same(engines.Value!.Predict(new ClipInput { Clip = clips[clip] }), expected[clip]);
                }
            }
            catch (Exception error)
            {
                wrong.Add(error);
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void Clips_may_have_any_length()
    {
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(Loaded(), Shared);
        using var ours = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(model, Shared);
        foreach (var frames in new[] { 1, 2, 3, 15, 16, 17, 600 })
        {
            var moving = Enumerable.Range(0, frames).SelectMany(frame => clips[3][..150].Select(value => value + (frame / 100f)));
            var clip = new ClipInput { Clip = [.. moving] };
            Same(engine.Predict(clip), ours.Predict(clip));
        }
    }

    [Test]
    public void A_clip_that_cannot_be_scored_is_an_exception_and_the_engine_goes_on([Values] bool loaded)
    {
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded ? Loaded() : model, Shared);
        Assert.That(() => engine.Predict(new ClipInput { Clip = new float[300] }), Throws.Exception, "nobody is in it");
        Assert.That(() => engine.Predict(new ClipInput { Clip = new float[151] }), Throws.Exception, "it is no whole number of frames");
        Assert.That(() => engine.Predict(new ClipInput()), Throws.Exception, "it is empty");
        Same(engine.Predict(new ClipInput { Clip = clips[0] }), expected[0]);
    }

    [Test]
    public void An_engine_frees_the_model_it_owns_and_no_other()
    {
        var train = SmallClips.Load(Ml, subjects: 2);
        var own = Model(train);
        using (var guest = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(own, Shared))
            guest.Predict(new ClipInput { Clip = clips[0] });
        var view = own.Transform(train);
        Assert.That(view.GetColumn<float[]>("Features").First(), Has.Length.EqualTo(960), "a guest has left the model alone");
        // OwnsTransformer is true without options.
        using (var owner = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(own))
            owner.Predict(new ClipInput { Clip = clips[0] });
        Assert.That(() => view.GetColumn<float[]>("Features").First(), Throws.TypeOf<ObjectDisposedException>());
        Assert.That(own.Dispose, Throws.Nothing, "twice is once");
        using var late = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(own, Shared);
        Assert.That(() => late.Predict(new ClipInput { Clip = clips[0] }), Throws.TypeOf<ObjectDisposedException>());
    }

    // An in-box OnnxTransformer does not say that it was disposed, but it does not score either.
    [Test]
    public void A_loaded_model_that_was_disposed_throws()
    {
        var loaded = Loaded();
        using var engine = Ml.Model.CreatePredictionEngine<ClipInput, ActionPrediction>(loaded, Shared);
        engine.Predict(new ClipInput { Clip = clips[0] });
        ((IDisposable)loaded).Dispose();
        Assert.That(() => engine.Predict(new ClipInput { Clip = clips[0] }), Throws.Exception);
    }

    private static ITransformer Loaded() => Ml.Model.Load(new MemoryStream(file), out _);

    private static TransformerChain<ITransformer> Model(IDataView train)
    {
        var encoder = SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained)).Fit(train);
        var head = Ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()
            .Append(Ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"));
        return new TransformerChain<ITransformer>([.. encoder, head.Fit(Ml.Data.Cache(encoder.Transform(train), "Features", "Label"))]);
    }

    private static void Same(ActionPrediction actual, ActionPrediction wanted)
    {
        Assert.That(actual.Features, Is.EqualTo(wanted.Features));
        Assert.That(actual.Score, Is.EqualTo(wanted.Score));
        Assert.That(actual.PredictedLabel, Is.EqualTo(wanted.PredictedLabel));
    }
}
