using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>The prepared clips of a view, one after the other.</summary>
internal sealed class PreparedClipSource : IDisposable
{
    private readonly EncoderDefinition _encoder;
    private readonly string _columnName;
    private readonly CancellationToken _cancellation;
    private readonly DataViewRowCursor _cursor;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private VBuffer<float> _buffer;

    public PreparedClipSource(IDataView clips, string columnName, EncoderDefinition encoder, CancellationToken cancellation)
    {
        var column = ColumnErrors.Require(clips.Schema, columnName);
        PreparedColumn.Check(column, encoder.Shape, encoder.Layout);
        _encoder = encoder;
        _columnName = columnName;
        _cancellation = cancellation;
        _cursor = clips.GetRowCursor([column]);
        _getter = _cursor.GetGetter<VBuffer<float>>(column);
    }

    /// <summary>Copies the next clip <c>[C, T, V, M]</c>; false after the last.</summary>
    public bool Next(Span<float> clip)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (!_cursor.MoveNext())
            return false;
        _getter(ref _buffer);
        PreparedColumn.CheckLength(_columnName, _encoder.Shape, _cursor.Position, _buffer.Length);
        _buffer.CopyTo(clip);
        return true;
    }

    public void Dispose() => _cursor.Dispose();
}
