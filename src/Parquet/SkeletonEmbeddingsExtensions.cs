using Microsoft.ML;
using MsMclr.MLNet.Parquet.Reading;
using MsMclr.MLNet.Parquet.View;
using MsMclr.MLNet.Parquet.Writing;

namespace MsMclr.MLNet;

/// <summary>Adds embeddings in Parquet files to <c>mlContext.Data</c>.</summary>
public static class SkeletonEmbeddingsExtensions
{
    extension(DataOperationsCatalog catalog)
    {
        /// <summary>
        /// Loads the embeddings that <c>msmclr embed</c>, or <c>SaveAsSkeletonEmbeddings</c>, wrote. Files are looked at now, for
        /// what they say of themselves, and rows are read when they are asked for, a row group at a time.
        /// </summary>
        /// <param name="path">A folder, of whose files those ending with <c>.parquet</c> are read that begin with neither a dot nor an
        /// underscore; or one such file.</param>
        /// <param name="options">Limits; null for the defaults.</param>
        /// <returns><c>Features</c>, <c>Vector&lt;Single, E&gt;</c>, with slot names; <c>Name</c>; <c>Label</c>, a key with the labels'
        /// names; <c>Subject</c>, <c>Camera</c> and so on, where the files have them. Rows are in the order of the files' names.
        /// A shuffled pass takes row groups in any order and mixes the rows of eight at a time.</returns>
        /// <exception cref="ArgumentException">There is nothing at the path, or an option is out of its range.</exception>
        /// <exception cref="FormatException">A file is damaged, beyond a limit, of another encoder, size or list of recordings than the
        /// others, or shards are missing. The message names the file.</exception>
        /// <exception cref="IOException">A file cannot be read.</exception>
        public IDataView LoadFromSkeletonEmbeddings(string path, SkeletonEmbeddingsOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentException.ThrowIfNullOrWhiteSpace(path);
            var limits = (options ?? new SkeletonEmbeddingsOptions()).Checked();
            return new EmbeddingsView(EmbeddingFolder.Open(path, limits));
        }

        /// <summary>
        /// Writes embeddings into one Parquet file, which appears whole or not at all. Rows are not held in memory.
        /// </summary>
        /// <param name="embedded">The rows: <c>Features</c>, a vector of one size, and of the other columns those of text, of
        /// <see cref="uint"/> and of <see cref="float"/>, and <c>Label</c>, a key with names. Others, as clips, are left out. An empty
        /// text, the number 0 and a missing label are written as null, except an empty <c>Name</c>.</param>
        /// <param name="file">Where they go. A file of that name is replaced.</param>
        /// <param name="options">Where they come from.</param>
        /// <returns>How many rows were written.</returns>
        /// <exception cref="ArgumentException">An option is missing or out of its range, or a column is.</exception>
        /// <exception cref="IOException">The file cannot be written.</exception>
        /// <exception cref="OperationCanceledException">The options' token asked for it.</exception>
        public long SaveAsSkeletonEmbeddings(IDataView embedded, string file, SkeletonEmbeddingsSaveOptions options)
        {
            ArgumentNullException.ThrowIfNull(catalog);
            ArgumentNullException.ThrowIfNull(embedded);
            ArgumentException.ThrowIfNullOrWhiteSpace(file);
            ArgumentNullException.ThrowIfNull(options);
            var writer = new EmbeddingsWriter(embedded, options.Checked());
            return WholeFile.Write(file, writer.Write);
        }
    }
}
