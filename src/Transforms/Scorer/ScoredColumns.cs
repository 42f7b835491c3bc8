using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>The columns that a classifier of named actions adds, and the names.</summary>
internal sealed class ScoredColumns
{
    private const string Remedy = "End the pipeline with a multiclass trainer and MapKeyToValue(\"PredictedLabel\")";

    /// <exception cref="FormatException">The model is no classifier of named actions.</exception>
    public ScoredColumns(DataViewSchema output, string features, string model)
    {
        var score = output.GetColumnOrNull("Score");
        var label = output.GetColumnOrNull("PredictedLabel");
        var isScore = score?.Type is VectorDataViewType { IsKnownSize: true } scores && scores.ItemType == NumberDataViewType.Single;
        if (!isScore || label?.Type is not (TextDataViewType or KeyDataViewType))
            throw NoClassifier(model);
        Score = score!.Value;
        Label = label.Value;
        var isKey = Label.Type is KeyDataViewType;
        Labels = (isKey ? Names(Label, "KeyValues") : null) ?? Names(Score, "SlotNames") ?? throw NoClassifier(model);
        if (Labels.Length != ((VectorDataViewType)Score.Type).Size)
            throw NoClassifier(model);
        if (output.GetColumnOrNull(features) is not { } embedding)
            return;
        if (embedding.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw new FormatException($"{model} has a column '{features}' of type {embedding.Type}; Vector<Single, E> is expected.");
        Features = embedding;
        EmbeddingSize = vector.Size;
    }

    public DataViewSchema.Column Score { get; }

    /// <summary>Text, or a key into <see cref="Labels"/>.</summary>
    public DataViewSchema.Column Label { get; }

    /// <summary>The embedding, if the model has one.</summary>
    public DataViewSchema.Column? Features { get; }

    public int EmbeddingSize { get; }

    /// <summary>The actions in the order of the scores.</summary>
    public string[] Labels { get; }

    public IEnumerable<DataViewSchema.Column> All => Features is { } features ? [Score, Label, features] : [Score, Label];

    private static FormatException NoClassifier(string model)
        => new($"{model} is no classifier of named actions: a 'Score' with slot names and a 'PredictedLabel' are expected. {Remedy}.");

    private static string[]? Names(DataViewSchema.Column column, string annotation)
    {
        var found = column.Annotations.Schema.GetColumnOrNull(annotation);
        if (found?.Type is not VectorDataViewType { IsKnownSize: true, ItemType: TextDataViewType })
            return null;
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        column.Annotations.GetValue(annotation, ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
