namespace MsMclr.MLNet.Parquet.Reading;

/// <summary>
/// Thrift's compact protocol, in which Parquet's footers and the headers of its pages are written. What is not asked for is passed over.
/// </summary>
internal ref struct ThriftReader(ReadOnlySpan<byte> bytes)
{
    public const int Int32 = 5;
    public const int Int64 = 6;
    public const int List = 9;
    public const int Struct = 12;

    private const int Stop = 0;
    private const int True = 1;
    private const int False = 2;
    private const int Byte = 3;
    private const int Int16 = 4;
    private const int Double = 7;
    private const int Binary = 8;
    private const int Set = 10;
    private const int Map = 11;
    private const int MostNested = 32;
    private const int LongList = 15;

    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _at;

    /// <summary>How many bytes were read.</summary>
    public readonly int Position => _at;

    /// <summary>Goes on to the next field of a struct.</summary>
    /// <param name="id">The number of the field before, 0 at the beginning; then of this one.</param>
    /// <param name="type">What it is.</param>
    /// <returns>False at the struct's end.</returns>
    /// <exception cref="FormatException">The bytes end.</exception>
    public bool Next(ref int id, out int type)
    {
        var head = Next();
        type = head & 0xf;
        if (type == Stop)
            return false;
        var step = head >> 4;
        id = step > 0 ? id + step : (int)Number();
        return true;
    }

    /// <summary>A number of 16, 32 or 64 bits.</summary>
    public long Number()
    {
        var number = Unsigned();
        return (long)(number >> 1) ^ -(long)(number & 1);
    }

    /// <summary>How many elements a list has.</summary>
    public int Count(out int type)
    {
        var head = Next();
        type = head & 0xf;
        var count = head >> 4;
        return count < LongList ? count : Length();
    }

    /// <summary>Passes over a field.</summary>
    public void Skip(int type) => Skip(type, nested: 0, isElement: false);

    private void Skip(int type, int nested, bool isElement)
    {
        if (nested > MostNested)
            throw Damaged();
        switch (type)
        {
            case True or False:
                Advance(isElement ? 1 : 0);
                break;
            case Byte:
                Advance(1);
                break;
            case Int16 or Int32 or Int64:
                Unsigned();
                break;
            case Double:
                Advance(sizeof(double));
                break;
            case Binary:
                Advance(Length());
                break;
            case List or Set:
                for (var left = Count(out var element); left > 0; left--)
                    Skip(element, nested + 1, isElement: true);
                break;
            case Map:
                SkipMap(nested);
                break;
            case Struct:
                var id = 0;
                while (Next(ref id, out var field))
                    Skip(field, nested + 1, isElement: false);
                break;
            default:
                throw Damaged();
        }
    }

    private void SkipMap(int nested)
    {
        var left = Length();
        if (left == 0)
            return;
        var types = Next();
        for (; left > 0; left--)
        {
            Skip(types >> 4, nested + 1, isElement: true);
            Skip(types & 0xf, nested + 1, isElement: true);
        }
    }

    // Every element takes a byte or more.
    private int Length()
    {
        var length = Unsigned();
        if (length > (ulong)(_bytes.Length - _at))
            throw Damaged();
        return (int)length;
    }

    private ulong Unsigned()
    {
        var number = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Next();
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
                return number;
        }

        throw Damaged();
    }

    private byte Next()
    {
        if (_at == _bytes.Length)
            throw Damaged();
        return _bytes[_at++];
    }

    private void Advance(int count)
    {
        if (count > _bytes.Length - _at)
            throw Damaged();
        _at += count;
    }

    private static FormatException Damaged() => new("its structure is damaged");
}
