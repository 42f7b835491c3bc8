using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The names of a vector's numbers, as ML.NET's annotation <c>SlotNames</c>.</summary>
internal static class SlotNames
{
    private const string Kind = "SlotNames";

    /// <summary>Annotations that make the names when they are first asked for.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="names">Gives them, in order.</param>
    public static DataViewSchema.Annotations Of(int count, Func<IEnumerable<string>> names)
    {
        var made = new Lazy<ReadOnlyMemory<char>[]>(() => [.. names().Select(name => name.AsMemory())]);
        var builder = new DataViewSchema.Annotations.Builder();
        var type = new VectorDataViewType(TextDataViewType.Instance, count);
        builder.Add(Kind, type, (ref VBuffer<ReadOnlyMemory<char>> value) =>
        {
            var editor = VBufferEditor.Create(ref value, count);
            made.Value.CopyTo(editor.Values);
            value = editor.Commit();
        });
        return builder.ToAnnotations();
    }
}
