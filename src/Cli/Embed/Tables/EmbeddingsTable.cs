using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Cli.Embed.Tables;

/// <summary>Embeddings as CSV (RFC 4180): <c>name,label,subject,f1,f2,...</c>. What clips do not tell is empty.</summary>
internal static class EmbeddingsTable
{
    public static void Write(IDataView embedded, Stream stream)
    {
        var schema = embedded.Schema;
        var features = schema["Features"];
        var size = ((VectorDataViewType)features.Type).Size;
        var actions = ActionNames(schema);
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var writer = new StreamWriter(stream, encoding, bufferSize: 1 << 16, leaveOpen: true);
        writer.NewLine = "\n";
        var values = Enumerable.Range(1, size).Select(number => string.Create(CultureInfo.InvariantCulture, $"f{number}"));
        writer.WriteLine($"name,label,subject,{string.Join(',', values)}");

        using var cursor = embedded.GetRowCursor(schema);
        var getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(schema["Name"]);
        var getLabel = schema.GetColumnOrNull("Label") is { } label ? cursor.GetGetter<uint>(label) : null;
        var getSubject = schema.GetColumnOrNull("Subject") is { } subject ? cursor.GetGetter<uint>(subject) : null;
        var embedding = default(VBuffer<float>);
        var name = default(ReadOnlyMemory<char>);
        var number = 0u;
        while (cursor.MoveNext())
        {
            getName(ref name);
            writer.Write(CsvField.Of(name.ToString()));
            writer.Write(',');
            getLabel?.Invoke(ref number);
            if (getLabel is not null && number > 0)
                writer.Write(CsvField.Of(actions[number - 1]));
            writer.Write(',');
            getSubject?.Invoke(ref number);
            if (getSubject is not null)
                writer.Write(number.ToString(CultureInfo.InvariantCulture));
            getFeatures(ref embedding);
            foreach (var value in embedding.DenseValues())
            {
                writer.Write(',');
                writer.Write(value.ToString(CultureInfo.InvariantCulture)); // The shortest text that reads back as the same number.
            }

            writer.WriteLine();
        }
    }

    private static string[] ActionNames(DataViewSchema schema)
    {
        if (schema.GetColumnOrNull("Label") is not { } label)
            return [];
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        label.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
