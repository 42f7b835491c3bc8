using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Fuzzing.Service;

/// <summary>A small model of NTU's skeleton that needs no training: random convolutions, and a linear head.</summary>
internal static class ScoredFile
{
    /// <summary>A clip as it is posted, which the model scores.</summary>
    public static byte[] Json { get; } = JsonOf(MadeUp(new MLContext(1)).GetColumn<float[]>("Clip").First()[..(4 * 150)]);

    public static void Write(string path)
    {
        var ml = new MLContext(1);
        var train = MadeUp(ml);
        var convolutions = new RandomConvolutionsEstimator.Options { OutputColumnName = "Features", FeatureCount = 168 };
        var model = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { Frames = 16 })
            .Append(ml.Transforms.Skeleton.RandomConvolutions(convolutions))
            .Append(ml.MulticlassClassification.Trainers.Ridge())
            .Append(ml.Transforms.Conversion.MapKeyToValue("PredictedLabel"))
            .Fit(train);
        ml.Model.Save(model, train.Schema, path);
    }

    private static IDataView MadeUp(MLContext ml)
        => ml.Data.LoadSyntheticSkeletons(new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1, Cameras = 1, Seed = 1 });

    private static byte[] JsonOf(float[] clip)
    {
        var frames = clip.Chunk(150).Select(frame => frame.Chunk(75).Select(body => body.Chunk(3)));
        return JsonSerializer.SerializeToUtf8Bytes(new { frames });
    }
}
