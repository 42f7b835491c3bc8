using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MsMclr.MLNet.Tests;

/// <summary>What trainers that pass over the embedding often, and searches such as AutoML that fit many of them, rely on.</summary>
public class HeadTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly IDataView Clips = SmallClips.Load(Ml, subjects: 2);

    private static EstimatorChain<SkeletonEmbeddingTransformer> Encoder()
        => SmallClips.Prepare(Ml).Append(Ml.SelfSupervised.Trainers.MsMclr(SmallClips.Untrained));

    [Test]
    public void The_embedding_is_a_known_size_vector_named_Features_beside_a_key_label()
    {
        using var encoder = Encoder().Fit(Clips);
        var embedded = encoder.Transform(Clips).Schema;
        Assert.That(embedded["Features"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 960)));
        Assert.That(embedded["Label"].Type, Is.InstanceOf<KeyDataViewType>());
        var keys = default(VBuffer<ReadOnlyMemory<char>>);
        embedded["Label"].GetKeyValues(ref keys);
        Assert.That(keys.Length, Is.EqualTo(20));
        Assert.That(embedded["Subject"].Type, Is.EqualTo(NumberDataViewType.UInt32));
    }

    [Test]
    public void An_estimator_can_be_fitted_many_times_and_keeps_nothing()
    {
        var estimator = Encoder();
        var values = Enumerable.Range(0, 3).Select(_ =>
        {
            using var encoder = estimator.Fit(Clips);
            return encoder.Transform(Clips).GetColumn<float[]>("Features").First();
        }).ToArray();
        Assert.That(values, Is.All.EqualTo(values[0]));
    }

    [Test]
    public void A_search_that_cancels_its_context_ends_the_embedding_and_the_head()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("canceled.onnx");
        using (var trained = Encoder().Fit(Clips).LastTransformer)
            trained.SaveEncoder(file);

        var context = new MLContext(1);
        var clips = SmallClips.Load(context, subjects: 2);
        var embed = context.Transforms.Skeleton.Embed("Features", "Skeleton", file);
        using var encoder = SmallClips.Prepare(context).Append(embed).Fit(clips);
        var embedded = context.Data.Cache(encoder.Transform(clips), "Features", "Label");
        _ = embedded.GetColumn<float[]>("Features").Count();
        var endless = context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
        {
            MaximumNumberOfIterations = 200_000,
            ConvergenceTolerance = 1e-30f,
            NumberOfThreads = 1,
        });
        using var timer = new Timer(_ => SearchTrial.CancelExecution(context), null, 300, Timeout.Infinite);
        Assert.That(() => endless.Fit(embedded), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(() => embed.Fit(encoder.Transform(clips)), Throws.InstanceOf<OperationCanceledException>());
    }
}
