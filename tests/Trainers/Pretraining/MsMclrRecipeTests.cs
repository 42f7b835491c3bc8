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
        => Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Recipe = recipe }),
            Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains($"MsMclrRecipe.{option}").And.Message.Contains("allowed"));

    [Test]
    public void Wrong_epochs_and_streams_fail_in_the_constructor()
    {
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(epochs: -1), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Epochs"));
        Assert.That(() => Context.SelfSupervised.Trainers.MsMclr(stream: (SkeletonStream)9), Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Joint, Bone, Motion"));
    }

    [Test]
    public void The_papers_recipe_holds_the_papers_numbers()
    {
        var paper = MsMclrRecipe.Paper;
        Assert.That((paper.BatchSize, paper.QueueSize, paper.KeyMomentum, paper.Temperature, paper.LearningRate, paper.WeightDecay, paper.LearningRateStep, paper.MiningAfter, paper.HiddenChannels, paper.FeatureSize, paper.ProjectionSize),
            Is.EqualTo((128, 32768, 0.999, 0.07, 0.1, 1e-4, 250, 150, 16, 256, 128)));
    }
}
