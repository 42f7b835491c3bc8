using Apache.Arrow;
using Apache.Arrow.Types;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>The embedding: a list of one size, <c>[rows, E]</c>.</summary>
internal sealed class FeaturesWriter(string name, FieldWriter.Source source, int size, int rows) : FieldWriter(FieldOf(name, size))
{
    /// <summary>What Parquet calls the numbers of a list.</summary>
    public const string Element = "element";

    private readonly ValueGetter<VBuffer<float>> _get = source.Getter<VBuffer<float>>();
    private readonly float[] _values = new float[rows * size];
    private VBuffer<float> _value;
    private int _count;

    /// <exception cref="FormatException">A row has another size.</exception>
    public override void Add()
    {
        _get(ref _value);
        if (_value.Length != size)
            throw new FormatException($"Row {_count} of a group has {_value.Length} features, and the column says {size}.");
        _value.CopyTo(_values.AsSpan(_count * size, size));
        _count++;
    }

    public override IArrowArray Take()
    {
        var buffer = new ArrowBuffer.Builder<float>(_count * size).Append(_values.AsSpan(0, _count * size)).Build();
        var values = new ArrayData(FloatType.Default, _count * size, nullCount: 0, offset: 0, [ArrowBuffer.Empty, buffer]);
        var data = new ArrayData(Field.DataType, _count, nullCount: 0, offset: 0, [ArrowBuffer.Empty], [values]);
        _count = 0;
        return new FixedSizeListArray(data);
    }

    private static Field FieldOf(string name, int size)
        => new(name, new FixedSizeListType(new Field(Element, FloatType.Default, nullable: false), size), nullable: false);
}
