using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Heads.Labels;

/// <summary>A label column and its key values: as names for people, and copied to a column of our own.</summary>
internal static class LabelNames
{
    public const string ExpectedType = "Key<UInt32> (MapValueToKey makes one)";
    private const string KeyValues = "KeyValues";

    /// <summary>A label column of a view.</summary>
    public static DataViewSchema.Column Require(DataViewSchema schema, string column, string argument = "inputSchema")
    {
        var label = ColumnErrors.Require(schema, column, argument);
        if (label.Type is not KeyDataViewType || label.Type.RawType != typeof(uint))
            throw ColumnErrors.Mismatch(column, ExpectedType, label.Type.ToString()!, argument);
        return label;
    }

    /// <summary>The names in order; "1", "2", ... where the key has no values.</summary>
    public static ImmutableArray<string> Of(DataViewSchema.Column label)
    {
        var count = checked((int)((KeyDataViewType)label.Type).Count);
        if (ValueType(label) is { } type)
            return (ImmutableArray<string>)Generic(nameof(Read), type.ItemType.RawType).Invoke(null, [label])!;
        return [.. Enumerable.Range(1, count).Select(number => number.ToString(CultureInfo.InvariantCulture))];
    }

    /// <summary>Annotates a column of a view that is still to be made with the label's key values.</summary>
    public static void Copy(DataViewSchema.Column label, SchemaDefinition.Column target)
    {
        if (ValueType(label) is { } type)
            Generic(nameof(Add), type.ItemType.RawType).Invoke(null, [label, target, type]);
    }

    private static VectorDataViewType? ValueType(DataViewSchema.Column label)
        => label.Annotations.Schema.GetColumnOrNull(KeyValues)?.Type as VectorDataViewType;

    private static MethodInfo Generic(string method, Type item)
        => typeof(LabelNames).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item);

    private static ImmutableArray<string> Read<T>(DataViewSchema.Column label)
    {
        var values = default(VBuffer<T>);
        label.Annotations.GetValue(KeyValues, ref values);
        return [.. values.DenseValues().Select(value => NameOf(value))];
    }

    private static string NameOf(object? value)
    {
        if (value is ReadOnlyMemory<char> text)
            return text.ToString();
        return Convert.ToString(value, CultureInfo.InvariantCulture)!;
    }

    private static void Add<T>(DataViewSchema.Column label, SchemaDefinition.Column target, VectorDataViewType type)
    {
        var values = default(VBuffer<T>);
        label.Annotations.GetValue(KeyValues, ref values);
        target.AddAnnotation(KeyValues, values, type);
    }
}
