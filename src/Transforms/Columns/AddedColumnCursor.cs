using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>A cursor with the added column, in step with its source.</summary>
internal sealed class AddedColumnCursor(
    DataViewRowCursor source,
    AddedColumn added,
    bool[] active,
    ClipFunction function) : DataViewRowCursor
{
    private readonly AddedColumnGetters _getters = new(source, added, active, function);
    private bool _ended;

    public override DataViewSchema Schema => added.Schema;

    public override long Position => source.Position;

    public override long Batch => source.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);

    public override bool MoveNext() => source.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Get<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_ended)
        {
            _ended = true;
            _getters.End();
            source.Dispose();
        }

        base.Dispose(disposing);
    }
}
