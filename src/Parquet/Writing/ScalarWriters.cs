using Apache.Arrow;
using Apache.Arrow.Types;
using Microsoft.ML;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>A text. An empty one is null where that may be.</summary>
internal sealed class WordsWriter(string name, FieldWriter.Source source, bool isNullable)
    : FieldWriter(new Field(name, StringType.Default, isNullable))
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _get = source.Getter<ReadOnlyMemory<char>>();
    private StringArray.Builder _values = new();
    private ReadOnlyMemory<char> _value;

    public override void Add()
    {
        _get(ref _value);
        if (isNullable && _value.IsEmpty)
            _values.AppendNull();
        else
            _values.Append(_value.ToString());
    }

    public override IArrowArray Take()
    {
        var taken = _values.Build();
        _values = new();
        return taken;
    }
}

/// <summary>What a number stands for: a label's name, or a person's. Null where the number is 0.</summary>
internal sealed class NamedWriter(string name, FieldWriter.Source source, IReadOnlyList<string> names)
    : FieldWriter(new Field(name, StringType.Default, nullable: true))
{
    private readonly ValueGetter<uint> _get = source.Getter<uint>();
    private StringArray.Builder _values = new();
    private uint _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value >= 1 && _value <= names.Count)
            _values.Append(names[(int)_value - 1]);
        else
            _values.AppendNull();
    }

    public override IArrowArray Take()
    {
        var taken = _values.Build();
        _values = new();
        return taken;
    }
}

/// <summary>A number that is null where it is 0, which stands for "not known".</summary>
internal sealed class NumberWriter(string name, FieldWriter.Source source)
    : FieldWriter(new Field(name, UInt32Type.Default, nullable: true))
{
    private readonly ValueGetter<uint> _get = source.Getter<uint>();
    private UInt32Array.Builder _values = new();
    private uint _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value > 0)
            _values.Append(_value);
        else
            _values.AppendNull();
    }

    public override IArrowArray Take()
    {
        var taken = _values.Build();
        _values = new();
        return taken;
    }
}

/// <summary>The same with a point.</summary>
internal sealed class SingleWriter(string name, FieldWriter.Source source)
    : FieldWriter(new Field(name, FloatType.Default, nullable: true))
{
    private readonly ValueGetter<float> _get = source.Getter<float>();
    private FloatArray.Builder _values = new();
    private float _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value != 0)
            _values.Append(_value);
        else
            _values.AppendNull();
    }

    public override IArrowArray Take()
    {
        var taken = _values.Build();
        _values = new();
        return taken;
    }
}
