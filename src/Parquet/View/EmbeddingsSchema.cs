using System.Collections.Immutable;
using Apache.Arrow.Types;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Parquet.Contract;
using MsMclr.MLNet.Parquet.Reading;

namespace MsMclr.MLNet.Parquet.View;

/// <summary>The schema of files, with the names that they hold as ML.NET's annotations.</summary>
internal static class EmbeddingsSchema
{
    public static DataViewSchema Of(EmbeddingFolder folder)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var field in folder.First.Fields)
            Add(builder, field, folder);
        return builder.ToSchema();
    }

    private static void Add(DataViewSchema.Builder builder, FileField field, EmbeddingFolder folder)
    {
        var facts = folder.First.Facts;
        switch (field.Column)
        {
            case FieldNames.Features:
                var vector = new VectorDataViewType(NumberDataViewType.Single, folder.First.Size);
                builder.AddColumn(field.Column, vector, Names("SlotNames", facts.Slots));
                break;
            case FieldNames.Label:
                // A key needs at least one value. Where no label is named, every label is missing.
                var labels = folder.Labels.IsEmpty ? ["unknown"] : folder.Labels;
                builder.AddColumn(field.Column, new KeyDataViewType(typeof(uint), labels.Length), Names("KeyValues", labels));
                break;
            default:
                var names = facts.Numbers.GetValueOrDefault(field.Column, []);
                builder.AddColumn(field.Column, TypeOf(field.Type), Names(SkeletonAnnotations.NumberNames, names));
                break;
        }
    }

    private static PrimitiveDataViewType TypeOf(ArrowTypeId type) => type switch
    {
        ArrowTypeId.String => TextDataViewType.Instance,
        ArrowTypeId.UInt32 => NumberDataViewType.UInt32,
        _ => NumberDataViewType.Single,
    };

    private static DataViewSchema.Annotations? Names(string kind, ImmutableArray<string> names)
    {
        if (names.IsEmpty)
            return null;
        var builder = new DataViewSchema.Annotations.Builder();
        var type = new VectorDataViewType(TextDataViewType.Instance, names.Length);
        builder.Add<VBuffer<ReadOnlyMemory<char>>>(kind, type, WriteNames);
        return builder.ToAnnotations();

        void WriteNames(ref VBuffer<ReadOnlyMemory<char>> value)
        {
            var editor = VBufferEditor.Create(ref value, names.Length);
            for (var name = 0; name < names.Length; name++)
                editor.Values[name] = names[name].AsMemory();
            value = editor.Commit();
        }
    }
}
