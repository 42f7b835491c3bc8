using Microsoft.ML;
using MsMclr.MLNet.Heads.Export;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>Adds <c>SaveSkeletonOnnx</c> to <c>mlContext.Model</c>.</summary>
public static class SkeletonOnnxExtensions
{
    extension(ModelOperationsCatalog catalog)
    {
        /// <summary>
        /// Writes a whole model as one ONNX file that any ONNX runtime scores with, from a recorded clip <c>[1, T, M, V, C]</c> of any
        /// length to <c>PredictedLabel</c>, <c>Score</c> and <c>Features</c>.
        /// </summary>
        /// <remarks>
        /// ML.NET's own <c>ConvertToOnnx</c> leaves preparation and encoder out, and writes the head alone. The file is complete, or it
        /// is not there: it is written beside its place and then renamed.
        /// </remarks>
        /// <param name="model">Preparation, encoder and head, fitted here or loaded. It stays as it is.</param>
        /// <param name="inputSchema">The schema that the model reads: that of the loaded view, or what <c>Load</c> gave.</param>
        /// <param name="filePath">The file. One that is there is replaced.</param>
        /// <param name="options">What can be chosen; default null, the defaults of <see cref="SkeletonOnnxOptions"/>.</param>
        /// <exception cref="ArgumentException">
        /// The schema has no column of clips, or the model has none of the columns that are to be written.
        /// </exception>
        /// <exception cref="NotSupportedException">A part of the model has no ONNX form; the message names it and what to do.</exception>
        public void SaveSkeletonOnnx(
            ITransformer model, DataViewSchema inputSchema, string filePath, SkeletonOnnxOptions? options = null)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(filePath);
            FileReplacement.Write(filePath, Model(catalog, model, inputSchema, options));
        }

        /// <summary>Writes the same to a stream, which stays open.</summary>
        /// <param name="model">Preparation, encoder and head, fitted here or loaded. It stays as it is.</param>
        /// <param name="inputSchema">The schema that the model reads: that of the loaded view, or what <c>Load</c> gave.</param>
        /// <param name="stream">Where it is written to.</param>
        /// <param name="options">What can be chosen; default null, the defaults of <see cref="SkeletonOnnxOptions"/>.</param>
        /// <exception cref="ArgumentException">
        /// The schema has no column of clips, or the model has none of the columns that are to be written.
        /// </exception>
        /// <exception cref="NotSupportedException">A part of the model has no ONNX form; the message names it and what to do.</exception>
        public void SaveSkeletonOnnx(
            ITransformer model, DataViewSchema inputSchema, Stream stream, SkeletonOnnxOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(stream);
            stream.Write(Model(catalog, model, inputSchema, options));
        }
    }

    private static byte[] Model(
        ModelOperationsCatalog catalog, ITransformer model, DataViewSchema inputSchema, SkeletonOnnxOptions? options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(inputSchema);
        return SkeletonOnnx.Write(MLNetInternals.Environment(catalog), model, inputSchema, (options ?? new()).Checked());
    }
}
