using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Resume;

/// <summary>Trainers whose models need ONNX Runtime, in this program that has none.</summary>
internal static class WithoutOnnxRuntime
{
    private static int clips;

    public static void Run()
    {
        var ml = new MLContext(seed: 1);
        var definition = SchemaDefinition.Create(typeof(Labeled));
        definition[nameof(Clip.Skeleton)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 3, 8, 25, 1);
        var view = ml.Data.LoadFromEnumerable(Clips(), definition);
        var recipe = MsMclrRecipe.Default with { HiddenChannels = 2, FeatureSize = 12, ProjectionSize = 4 };
        Try(() => ml.SelfSupervised.Trainers.MsMclr(Options(recipe)).Fit(view));

        using var encoder = ml.SelfSupervised.Trainers.MsMclr(Options(recipe with { Whitening = EmbeddingWhitening.None })).Fit(view);
        clips = 0;
        Try(() => ml.MulticlassClassification.Trainers.SkeletonFineTuning(encoder, epochs: 1).Fit(view));
    }

    private static MsMclrTrainer.Options Options(MsMclrRecipe recipe)
        => new() { Epochs = 0, Layout = SkeletonLayout.NtuRgbd, Recipe = recipe };

    private static void Try(Action fit)
    {
        try
        {
            fit();
            Console.WriteLine("fitted");
        }
        catch (InvalidOperationException error)
        {
            Console.WriteLine($"{clips} clips: {error.Message}");
        }
    }

    private static IEnumerable<Labeled> Clips()
    {
        for (var number = 0; number < 8; number++)
        {
            clips++;
            yield return new Labeled { Skeleton = new Clip(number, 3 * 8 * 25).Skeleton, Label = (uint)(number % 2) + 1 };
        }
    }

    private sealed class Labeled
    {
        public float[] Skeleton { get; set; } = [];

        [KeyType(2)]
        public uint Label { get; set; }
    }
}
