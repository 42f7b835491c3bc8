using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>The added column one row at a time, which is how a <c>PredictionEngine</c> uses a transformer.</summary>
internal sealed class AddedColumnMapper(AddedColumn added, ClipFunction function) : IRowToRowMapper
{
    public DataViewSchema InputSchema => added.Source;

    public DataViewSchema OutputSchema => added.Schema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => added.Dependencies(added.Active(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new AddedColumnRow(input, added, added.Active(activeColumns), function);
    }
}
