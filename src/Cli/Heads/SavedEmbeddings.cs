using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Embeddings as 'evaluate', 'embed' and Quickstart save them, which heads are compared over.</summary>
internal static class SavedEmbeddings
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="FormatException">The file holds no embeddings with labels and people.</exception>
    public static IDataView Load(MLContext ml, string file)
    {
        if (!File.Exists(file))
        {
            throw new FileNotFoundException(
                $"There are no embeddings at '{file}'. Write them with 'dotnet run -c Release --project examples/Quickstart', "
                + "'msmclr evaluate' or 'msmclr embed', or name others with --embeddings.");
        }

        var view = Read(ml, file);
        var schema = view.Schema;
        var hasFeatures = schema.GetColumnOrNull("Features")?.Type is VectorDataViewType { IsKnownSize: true };
        if (!hasFeatures || schema.GetColumnOrNull("Label")?.Type is not KeyDataViewType)
            throw new FormatException($"'{file}' does not hold embeddings: 'Features' of known size and a key 'Label' are expected.");
        if (schema.GetColumnOrNull("Subject") is null)
        {
            throw new FormatException(
                $"'{file}' does not say who is seen ('Subject'): people would be in training and test folds alike, and every score "
                + "too good.");
        }

        return view;
    }

    private static IDataView Read(MLContext ml, string file)
    {
        try
        {
            return ml.Data.LoadFromBinary(file);
        }
        catch (Exception error)
        {
            // What a damaged file throws is of many types.
            throw new FormatException($"'{file}' cannot be read as embeddings: {error.Message}", error);
        }
    }
}
