using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>A model as it is saved, against itself loaded in a process that has no assembly of this library. Compiled into the tests that use it.</summary>
internal static class SavedModel
{
    /// <summary>Saves, scores the recordings (column <c>Clip</c>) here and there, one by one and as a view, and compares bits; then disposes the model.</summary>
    public static void AssertSameBitsElsewhere(MLContext ml, ITransformer model, IDataView recordings)
    {
        var folder = Directory.CreateTempSubdirectory("msmclr-");
        try
        {
            var (modelFile, clipsFile) = (Path.Combine(folder.FullName, "action.zip"), Path.Combine(folder.FullName, "clips.bin"));
            ml.Model.Save(model, recordings.Schema, modelFile);
            var scored = model.Transform(recordings);
            string[] expected = [.. scored.GetColumn<string>("PredictedLabel").Zip(scored.GetColumn<float[]>("Score"), (label, score) => $"{label} {string.Join(' ', score.Select(BitConverter.SingleToInt32Bits))}")];
            (model as IDisposable)?.Dispose();
            ScoringProcess.Write(clipsFile, [.. recordings.GetColumn<float[]>("Clip")]);
            Assert.That(ScoringProcess.Run(modelFile, clipsFile), Is.EqualTo((string[])[.. expected, .. expected, "assembly MsMclr.MLNet.Scoring"]));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
