using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// A model as it is saved, against itself loaded in a process that has no assembly of this library. Compiled into the tests that use it.
/// </summary>
internal static class SavedModel
{
    /// <summary>
    /// Saves, scores the recordings (column <c>Clip</c>) here and there, one by one and as a view, and compares bits. Then it disposes
    /// the model.
    /// </summary>
    public static void AssertSameBitsElsewhere(MLContext ml, ITransformer model, IDataView recordings, bool onNet8 = false)
    {
        using var folder = new TemporaryFolder();
        var modelFile = folder.File("action.zip");
        var clipsFile = folder.File("clips.bin");
        ml.Model.Save(model, recordings.Schema, modelFile);
        ScoringProcess.Write(clipsFile, [.. recordings.GetColumn<float[]>("Clip")]);
        var expected = Predictions(model.Transform(recordings));
        (model as IDisposable)?.Dispose();
        string[] twice = [.. expected, .. expected, $"assembly MsMclr.MLNet.Scoring{(onNet8 ? "OnNet8" : "")}"];
        Assert.That(ScoringProcess.Run(modelFile, clipsFile, onNet8), Is.EqualTo(twice));
    }

    private static string[] Predictions(IDataView scored)
    {
        var labels = scored.GetColumn<string>("PredictedLabel");
        var bits = scored.GetColumn<float[]>("Score").Select(score => string.Join(' ', score.Select(BitConverter.SingleToInt32Bits)));
        return [.. labels.Zip(bits, (label, score) => $"{label} {score}")];
    }
}
