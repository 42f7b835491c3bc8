using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

public class MsMclrRecipeTests
{
    private static readonly MLContext Context = new(1);

    private static IEnumerable<TestCaseData> WrongRecipes()
    {
        yield return new(MsMclrRecipe.Default with { BatchSize = 1 }, "BatchSize");
        yield return new(MsMclrRecipe.Default with { QueueSize = 16 }, "QueueSize");
        yield return new(MsMclrRecipe.Default with { Temperature = 0 }, "Temperature");
        yield return new(MsMclrRecipe.Default with { KeyMomentum = 1 }, "KeyMomentum");
        yield return new(MsMclrRecipe.Default with { Dropout = 1 }, "Dropout");
        yield return new(MsMclrRecipe.Default with { LearningRate = double.NaN }, "LearningRate");
        yield return new(MsMclrRecipe.Paper with { ExcludeAbsentBodies = true }, "ExcludeAbsentBodies");
    }

    [TestCaseSource(nameof(WrongRecipes))]
    public void A_wrong_recipe_fails_in_the_constructor_and_names_option_and_range(MsMclrRecipe recipe, string option)
    {
        var options = new MsMclrTrainer.Options { Recipe = recipe };
        var named = Throws.InstanceOf<ArgumentOutOfRangeException>()
            .With.Message.Contains($"MsMclrRecipe.{option}").And.Message.Contains("allowed");
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(options), named);
    }

    [Test]
    public void Nothing_said_is_the_recommended_recipe()
    {
        Assert.That(new MsMclrRecipe(), Is.EqualTo(MsMclrRecipe.Default));
        Assert.That(new MsMclrTrainer.Options().Recipe, Is.EqualTo(MsMclrRecipe.Default));
        Assert.That(MsMclrRecipe.Paper, Is.Not.EqualTo(MsMclrRecipe.Default));
    }

    /// <summary>Wu et al. 2024, section 4.2, and where the paper is silent the authors' configuration files and code.</summary>
    [Test]
    public void The_papers_recipe_is_the_papers_table()
    {
        var table = new MsMclrRecipe
        {
            OrdinaryAugmentation = KnownAugmentations.PaperOrdinary,
            StrongAugmentation = KnownAugmentations.PaperStrong,
            Flip = null,
            HiddenChannels = 16,
            FeatureSize = 256,
            ProjectionSize = 128,
            ProjectionHead = ProjectionHead.TwoLayers,
            Dropout = 0.5,
            BatchSize = 128,
            QueueSize = 32768,
            BatchNegatives = false,
            KeyMomentum = 0.999,
            Temperature = 0.07,
            TeacherTemperature = null,
            DivergenceWeight = 1,
            PartContrastWeight = 0,
            MiningAfter = 150,
            MinedNeighbors = 1,
            Optimizer = TrainingOptimizer.Sgd,
            LearningRate = 0.1,
            WeightDecay = 1e-4,
            Schedule = LearningRateSchedule.Step,
            LearningRateStep = 250,
            GraphDistance = GraphDistance.OneHop,
            Attention = AttentionScope.BatchSegments,
            MotionAxes = MotionAxes.TimeAndJoint,
            KeyBeginsAsQuery = false,
            ExcludeAbsentBodies = false,
            Readout = SkeletonReadout.Global,
            Whitening = EmbeddingWhitening.None,
        };
        foreach (var property in typeof(MsMclrRecipe).GetProperties().Where(property => property.SetMethod is { IsStatic: false }))
            Assert.That(property.GetValue(MsMclrRecipe.Paper), Is.EqualTo(property.GetValue(table)), property.Name);
    }

    /// <summary>Wu et al. 2024, sections 3 and 4.2, where they differ from the authors' code.</summary>
    [Test]
    public void The_recipe_of_the_papers_text_differs_from_the_codes_where_the_text_does()
    {
        var expected = MsMclrRecipe.Paper with
        {
            StrongAugmentation = KnownAugmentations.PaperTextStrong,
            Flip = false,
            Attention = AttentionScope.Time,
            MinedNeighbors = 0,
        };
        Assert.That(MsMclrRecipe.PaperText, Is.EqualTo(expected));
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Recipe = expected }), Throws.Nothing);
    }

    [Test]
    public void A_recipe_without_flip_leaves_every_flip_out_of_its_views()
    {
        var flips = new AugmentationSequence(new Shear(), new SpatialFlip { Probability = 1 });
        var recipe = new MsMclrRecipe
        {
            OrdinaryAugmentation = SpatialFlip.Paper,
            StrongAugmentation = new AugmentationSequence(flips, flips),
        };
        Assert.That((recipe.OrdinaryView, recipe.StrongView), Is.EqualTo((recipe.OrdinaryAugmentation, recipe.StrongAugmentation)));
        recipe = recipe with { Flip = false };
        Assert.That(recipe.OrdinaryView, Is.EqualTo(new AugmentationSequence()));
        Assert.That(recipe.StrongView, Is.EqualTo(new AugmentationSequence(new Shear(), new Shear())));
    }

    [Test]
    public void A_recipe_with_flip_adds_one_to_a_strong_view_that_has_none()
    {
        var recipe = new MsMclrRecipe { Flip = true };
        Assert.That(recipe.StrongView, Is.EqualTo(new AugmentationSequence(new SpatialFlip(), KnownAugmentations.Strong)));
        Assert.That(recipe.OrdinaryView, Is.EqualTo(KnownAugmentations.Ordinary));
        var paper = MsMclrRecipe.Paper with { Flip = true };
        Assert.That(paper.StrongView, Is.EqualTo(KnownAugmentations.PaperStrong));
    }

    [Test]
    public void Flip_teacher_and_parts_change_what_is_learned()
    {
        var view = PreparedClips.View(Context, 8);
        var recipe = PreparedClips.Recipe;
        var usual = Learned(recipe);
        Assert.That(Learned(recipe with { TeacherTemperature = recipe.Temperature }), Is.EqualTo(usual));
        Assert.That(Learned(recipe with { TeacherTemperature = 0.05 }), Is.Not.EqualTo(usual));
        Assert.That(Learned(recipe with { Flip = true }), Is.Not.EqualTo(usual));
        Assert.That(Learned(recipe with { PartContrastWeight = 0.5 }), Is.Not.EqualTo(usual));

        float[] Learned(MsMclrRecipe of)
        {
            var options = PreparedClips.Options(epochs: 1);
            options.Recipe = of;
            using var encoder = Context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
            return PreparedClips.Features(encoder, view);
        }
    }
}
