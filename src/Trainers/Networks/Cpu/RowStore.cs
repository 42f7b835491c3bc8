namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// A tensor of the tape, row by row: floats where they lie, or bfloat16, of which a row is opened as floats in a buffer and closed
/// again. Whoever computes with a row sees what is kept of it, forward and backward alike: the gradient is that of what was computed.
/// </summary>
internal sealed unsafe class RowStore : IDisposable
{
    private readonly FloatPool _pool;
    private readonly int _length;
    private readonly NativeFloats? _buffer;
    private readonly float* _floats;
    private readonly ushort* _kept;

    public RowStore(int rows, int length, TrainingPrecision precision, FloatPool pool)
    {
        _pool = pool;
        _length = length;
        var values = (long)rows * length;
        _buffer = pool.Rent(precision == TrainingPrecision.BFloat16 ? (values + 1) / 2 : values);
        if (precision == TrainingPrecision.BFloat16)
            _kept = (ushort*)_buffer.Pointer;
        else
            _floats = _buffer.Pointer;
    }

    /// <summary>Takes floats that somebody else owns.</summary>
    public RowStore(float* floats, int length, FloatPool pool)
    {
        _pool = pool;
        _length = length;
        _floats = floats;
    }

    /// <summary>Opens a row's values, until the result is disposed.</summary>
    public Row Read(int row)
    {
        var opened = Write(row);
        if (_kept != null)
            BFloat16Kernels.Widen(_kept + ((long)row * _length), opened.Values, _length);
        return opened;
    }

    /// <summary>Opens room for a row's values, of which nothing is kept before <see cref="Row.Keep"/>.</summary>
    public Row Write(int row)
    {
        var offset = (long)row * _length;
        return _kept == null ? new(_floats + offset) : new(_pool.Rent(_length), _kept + offset, _pool);
    }

    public void Dispose()
    {
        if (_buffer is not null)
            _pool.Return(_buffer);
    }

    /// <summary>An open row.</summary>
    public readonly ref struct Row
    {
        private readonly NativeFloats? _buffer;
        private readonly ushort* _kept;
        private readonly FloatPool? _pool;

        public Row(float* values) => Values = values;

        public Row(NativeFloats buffer, ushort* kept, FloatPool pool)
        {
            _buffer = buffer;
            _pool = pool;
            Values = buffer.Pointer;
            _kept = kept;
        }

        public float* Values { get; }

        /// <summary>Keeps what was written; the values are what is kept from then on.</summary>
        public void Keep()
        {
            if (_buffer is not null)
                BFloat16Kernels.Round(Values, _kept, _buffer.Length);
        }

        public void Dispose()
        {
            if (_buffer is not null)
                _pool!.Return(_buffer);
        }
    }
}
