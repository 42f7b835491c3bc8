using Apache.Arrow;
using Apache.Arrow.Types;
using Microsoft.ML;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>A text. An empty one is null where that may be.</summary>
internal sealed class WordsWriter(string name, FieldWriter.Source source, bool isNullable)
    : BuilderWriter<StringArray.Builder>(new Field(name, StringType.Default, isNullable))
{
    private readonly ValueGetter<ReadOnlyMemory<char>> _get = source.Getter<ReadOnlyMemory<char>>();
    private ReadOnlyMemory<char> _value;

    public override void Add()
    {
        _get(ref _value);
        if (isNullable && _value.IsEmpty)
            Values.AppendNull();
        else
            Values.Append(_value.ToString());
    }
}

/// <summary>What a number stands for: a label's name, or a person's. Null where the number is 0.</summary>
internal sealed class NamedWriter(string name, FieldWriter.Source source, IReadOnlyList<string> names)
    : BuilderWriter<StringArray.Builder>(new Field(name, StringType.Default, nullable: true))
{
    private readonly ValueGetter<uint> _get = source.Getter<uint>();
    private uint _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value >= 1 && _value <= names.Count)
            Values.Append(names[(int)_value - 1]);
        else
            Values.AppendNull();
    }
}

/// <summary>A number that is null where it is 0, which stands for "not known".</summary>
internal sealed class NumberWriter(string name, FieldWriter.Source source)
    : BuilderWriter<UInt32Array.Builder>(new Field(name, UInt32Type.Default, nullable: true))
{
    private readonly ValueGetter<uint> _get = source.Getter<uint>();
    private uint _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value > 0)
            Values.Append(_value);
        else
            Values.AppendNull();
    }
}

/// <summary>The same with a point.</summary>
internal sealed class SingleWriter(string name, FieldWriter.Source source)
    : BuilderWriter<FloatArray.Builder>(new Field(name, FloatType.Default, nullable: true))
{
    private readonly ValueGetter<float> _get = source.Getter<float>();
    private float _value;

    public override void Add()
    {
        _get(ref _value);
        if (_value != 0)
            Values.Append(_value);
        else
            Values.AppendNull();
    }
}
