using Microsoft.ML;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Models;
using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

/// <summary>
/// Saves models with what tells a damaged file, and loads them only after that was looked at. ML.NET by itself loads a damaged model, and
/// scores with it.
/// </summary>
/// <remarks>
/// <para>The file is what <c>mlContext.Model.Save</c> writes, with two additions that ML.NET passes over: the scores of a made-up clip,
/// and a SHA-256 of the whole file in the archive's comment. <c>mlContext.Model.Load</c> still loads it, unchecked.</para>
/// <para>A checked file is whole. It is not thereby trustworthy: whoever may write it decides what the program computes. Treat a model as
/// you treat a program.</para>
/// </remarks>
/// <example><code>var saved = SkeletonModel.Save(ml, model, train.Schema, "action.zip");
/// using var scorer = SkeletonScorer.Load("action.zip", new() { Model = new() { Sha256 = saved.Sha256 } });</code></example>
public static class SkeletonModel
{
    /// <summary>Saves a model. The file appears as a whole or not at all.</summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the recordings that it was fitted on.</param>
    /// <param name="modelFile">Where to save it; a file that is there is replaced.</param>
    /// <returns>What a later load can compare. A model that <see cref="SkeletonScorer"/> cannot score has no reference.</returns>
    public static SkeletonModelInfo Save(MLContext mlContext, ITransformer model, DataViewSchema inputSchema, string modelFile)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        ArgumentException.ThrowIfNullOrWhiteSpace(modelFile);
        WritableFolder.GiveTo(mlContext);
        var reference = ScoredReference.Of(model, inputSchema);
        using var archive = new MemoryStream();
        mlContext.Model.Save(model, inputSchema, archive);
        var file = ModelFile.Sealed(archive, reference);
        FileReplacement.Write(modelFile, file);
        return new SkeletonModelInfo(ModelSeal.Digits(file), IsSealed: true, HasReference: reference is not null);
    }

    /// <summary>
    /// Loads a model whose file is whole. Of one that <see cref="Save"/> wrote, every byte is compared. Of one that
    /// <c>mlContext.Model.Save</c> wrote, the checksums of its entries are, and sizes and assemblies that it asks for have to be plausible.
    /// </summary>
    /// <param name="mlContext">The context.</param>
    /// <param name="modelFile">The file.</param>
    /// <param name="inputSchema">The schema that the model was saved with; null if it was saved without one.</param>
    /// <param name="options">What is loaded; null for the defaults.</param>
    /// <returns>The model.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no model, a damaged one, or one that the options refuse.</exception>
    public static ITransformer Load(
        MLContext mlContext,
        string modelFile,
        out DataViewSchema inputSchema,
        SkeletonModelOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(mlContext);
        var file = ModelFile.Read(modelFile, (options ?? new SkeletonModelOptions()).Checked());
        return ScoredModel.Load(mlContext, file, modelFile, out inputSchema!);
    }

    /// <summary>Checks a model's file as <see cref="Load"/> does, without loading it.</summary>
    /// <param name="modelFile">The file.</param>
    /// <param name="options">What is allowed; null for the defaults.</param>
    /// <returns>What is known of the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file is no model, a damaged one, or one that the options refuse.</exception>
    public static SkeletonModelInfo Check(string modelFile, SkeletonModelOptions? options = null)
        => ModelFile.Read(modelFile, (options ?? new SkeletonModelOptions()).Checked()).Info;
}
