using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

public sealed partial class SkeletonScorer
{
    /// <summary>
    /// Gets whether the model's file tells what it gave for a clip when it was saved, which <see cref="SelfTest"/> compares.
    /// </summary>
    public bool HasReference => _reference is not null;

    /// <summary>Loads a saved model, after its file was checked as <see cref="SkeletonModel.Load"/> does.</summary>
    /// <param name="modelFile">The <c>.zip</c> that <see cref="SkeletonModel.Save"/> or <c>mlContext.Model.Save</c> wrote.</param>
    /// <param name="options">What is filled in; null for the defaults.</param>
    /// <returns>The scorer; dispose it when done.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no model, a damaged one, no classifier of named actions of clips, or it gives other
    /// scores than when it was saved.</exception>
    /// <exception cref="IOException">There is no folder for temporary files.</exception>
    public static SkeletonScorer Load(string modelFile, Options? options = null)
    {
        options = (options ?? new Options()).Checked();
        var file = ModelFile.Read(modelFile, (options.Model ?? new SkeletonModelOptions()).Checked());
        var model = ScoredModel.Load(ScoredModel.Context(), file, modelFile, out var schema);
        try
        {
            // ML.NET saves a model without a schema too.
            if (schema is null)
                throw new FormatException($"'{modelFile}' was saved without a schema; save it with that of the recordings.");
            var scorer = new SkeletonScorer(model, schema, options, $"'{modelFile}'", file);
            if (options.TestWhenLoaded && scorer.SelfTest() is { } difference)
                throw new FormatException($"'{modelFile}' gives {difference}.");
            return scorer;
        }
        catch
        {
            (model as IDisposable)?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Scores the clip that the model was saved with (<see cref="SkeletonModel.Save"/>), and compares: for the health check of a service.
    /// Scores may be off by a thousandth, since processors add in another order.
    /// </summary>
    /// <returns>Null where the scores are those of the file, or the file tells none (<see cref="HasReference"/>); otherwise what is
    /// different.</returns>
    /// <exception cref="ObjectDisposedException">The scorer was disposed.</exception>
    public string? SelfTest()
    {
        _pool.RequireOpen();
        if (_reference is null)
            return null;
        if (_reference.Clip.Length % FrameLength != 0)
            return "no scores: the clip that it was saved with is of another skeleton";
        try
        {
            return ScoredReference.Difference(_reference, ScoreUnchecked(_reference.Clip));
        }
        catch (SkeletonClipException error)
        {
            return $"no scores for the clip that it was saved with: {error.Message}";
        }
    }
}
