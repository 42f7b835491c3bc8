using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SkeletonAugmentationEstimatorTests
{
    private static readonly float[][] Clips = EmbeddingFixture.Clips(12);

    private sealed class Input
    {
        public float[] Skeleton { get; set; } = [];
    }

    [Test]
    public void Passes_see_the_same_clips_unless_told_otherwise()
    {
        var view = EmbeddingFixture.View(Clips);
        var same = Augment(newEachPass: false, seed: 5).Fit(view).Transform(view);
        var anew = Augment(newEachPass: true, seed: 5).Fit(view).Transform(view);
        var first = same.Vectors("Skeleton");
        var second = same.Vectors("Skeleton");
        Assert.That(second, Is.EqualTo(first).And.Not.EqualTo(Clips));
        Assert.That(anew.Vectors("Skeleton"), Is.EqualTo(first));
        Assert.That(anew.Vectors("Skeleton"), Is.Not.EqualTo(first));
    }

    [Test]
    public void A_clip_is_augmented_alike_in_any_order()
    {
        var view = EmbeddingFixture.View(Clips);
        var augmented = Augment(newEachPass: false, seed: 5).Fit(view).Transform(view);
        var expected = augmented.Vectors("Skeleton");
        using var cursor = augmented.GetRowCursor(augmented.Schema, new Random(2));
        var number = cursor.GetGetter<int>(augmented.Schema["Number"]);
        var skeleton = cursor.GetGetter<VBuffer<float>>(augmented.Schema["Skeleton"]);
        var rows = 0;
        for (var vector = default(VBuffer<float>); cursor.MoveNext(); rows++)
        {
            var at = 0;
            number(ref at);
            skeleton(ref vector);
            Assert.That(vector.DenseValues(), Is.EqualTo(expected[at]));
        }

        Assert.That(rows, Is.EqualTo(Clips.Length));
    }

    [Test]
    public void The_seed_of_the_context_repeats_a_run()
    {
        var view = EmbeddingFixture.View(Clips);
        float[][] Run(int seed) => new MLContext(seed).Transforms.Skeleton.Augment().Fit(view).Transform(view).Vectors("Skeleton");
        var first = Run(1);
        Assert.That(Run(1), Is.EqualTo(first));
        Assert.That(Run(2), Is.Not.EqualTo(first));
    }

    [Test]
    public void Row_by_row_and_in_saved_models_clips_stay_as_they_are([Values("Skeleton", "Other")] string output)
    {
        var ml = new MLContext();
        var view = EmbeddingFixture.View(Clips);
        var model = ml.Transforms.Skeleton.Augment(output, "Skeleton", KnownAugmentations.PaperStrong).Fit(view);
        Assert.That(Reading.SaveAndLoad(model, view).Vectors(output), Is.EqualTo(Clips));
        var definition = SchemaDefinition.Create(typeof(Input));
        definition[nameof(Input.Skeleton)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, EmbeddingFixture.Shape.Length);
        using var engine = ml.Model.CreatePredictionEngine<Input, Input>(model, inputSchemaDefinition: definition);
        Assert.That(engine.Predict(new Input { Skeleton = Clips[0] }).Skeleton, Is.EqualTo(Clips[0]));
    }

    [Test]
    public void In_the_training_scope_it_is_gone_from_the_fitted_chain()
    {
        var ml = new MLContext(1);
        var view = EmbeddingFixture.View(Clips);
        var copy = ml.Transforms.CopyColumns("Copy", "Skeleton");
        var chain = ml.Transforms.Skeleton.Augment().Append(copy);
        var scoped = ml.Transforms.CopyColumns("Before", "Skeleton")
            .Append(ml.Transforms.Skeleton.Augment(), TransformerScope.Training)
            .Append(copy);
        Assert.That(chain.Fit(view).Transform(view).Vectors("Copy"), Is.Not.EqualTo(Clips));
        var scoring = scoped.Fit(view).GetModelFor(TransformerScope.Scoring);
        Assert.That(scoring.Transform(view).Vectors("Copy"), Is.EqualTo(Clips));
    }

    [Test]
    public void Options_that_change_afterwards_change_nothing()
    {
        var ml = new MLContext();
        var view = EmbeddingFixture.View(Clips);
        var options = new SkeletonAugmentationEstimator.Options { Seed = 5 };
        var expected = ml.Transforms.Skeleton.Augment(options).Fit(view).Transform(view).Vectors("Skeleton");
        var estimator = ml.Transforms.Skeleton.Augment(options);
        options.Augmentation = new AxisMask { Probability = 1 };
        Assert.That(estimator.Fit(view).Transform(view).Vectors("Skeleton"), Is.EqualTo(expected));
    }

    private static SkeletonAugmentationEstimator Augment(bool newEachPass, int seed)
    {
        var options = new SkeletonAugmentationEstimator.Options { NewEachPass = newEachPass, Seed = seed };
        return new MLContext().Transforms.Skeleton.Augment(options);
    }
}
