using System.Globalization;
using MsMclr.MLNet.Parquet.Contract;

namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>Whether two files can be read as one.</summary>
internal static class FileAgreement
{
    private const int MostCharacters = 60;

    /// <exception cref="FormatException">They cannot; the message says what differs, and names both.</exception>
    public static void Check(EmbeddingFile first, EmbeddingFile other)
    {
        Require("encoder", facts => facts.EncoderHash);
        Require("preparation", facts => facts.Preparation);
        Require("list of recordings", facts => facts.Recordings);
        Require("skeleton", facts => facts.Layout);
        Require("number of shards", facts => facts.ShardCount.ToString(CultureInfo.InvariantCulture));
        Require("names of features", facts => string.Join(',', facts.Slots));
        Require("names of numbers", facts => string.Join(';', facts.Numbers.Select(pair => $"{pair.Key}: {string.Join(',', pair.Value)}")));
        if (other.Size != first.Size)
            throw Differ("number of features", $"{other.Size}", $"{first.Size}");
        if (!other.Fields.SequenceEqual(first.Fields))
            throw Differ("columns", Text(other), Text(first));

        void Require(string what, Func<FileFacts, string?> of)
        {
            if (of(other.Facts) != of(first.Facts))
                throw Differ(what, of(other.Facts), of(first.Facts));
        }

        FormatException Differ(string what, string? here, string? there) => new(
            $"{other.Path}: its {what} is {Short(here)}, and that of {Path.GetFileName(first.Path)} is {Short(there)}. Embeddings "
            + "that were made differently are not read together; keep them in folders of their own.");
    }

    private static string Text(EmbeddingFile file) => string.Join(", ", file.Fields.Select(field => field.Column));

    private static string Short(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "not told";
        return text.Length <= MostCharacters ? text : $"{text[..MostCharacters]}...";
    }
}
