using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;

namespace MsMclr.MLNet;

/// <summary>
/// Represents a fitted skeleton transform: one vector column in, one out, row by row. Lazy: nothing is computed until the column is
/// read. Immutable and safe to share between threads. Saved models load without this library.
/// </summary>
public abstract class SkeletonRowTransformer : ITransformer
{
    private protected SkeletonRowTransformer(IHostEnvironment environment, string outputColumnName, string inputColumnName)
    {
        Host = environment.Register(GetType().Name);
        OutputColumnName = outputColumnName;
        InputColumnName = inputColumnName;
    }

    /// <summary>Gets the column that is added.</summary>
    public string OutputColumnName { get; }

    /// <summary>Gets the column that is read.</summary>
    public string InputColumnName { get; }

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    private protected IHost Host { get; }

    private protected abstract ClipFunction Function { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type than the one fitted on.</exception>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Added(inputSchema).Schema;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type than the one fitted on.</exception>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return View(input, Added(input.Schema));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The input column is missing or of another type than the one fitted on.</exception>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new AddedColumnMapper(Added(inputSchema), RowFunction);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        var saved = Saved(SavingContext.For(Host));
        try
        {
            ((ICanSaveModel)saved).Save(ctx);
        }
        finally
        {
            (saved as IDisposable)?.Dispose();
        }
    }

    // A PredictionEngine sees this function; it differs from Function only where training does something more.
    private protected virtual ClipFunction RowFunction => Function;

    private protected virtual IDataView View(IDataView input, AddedColumn added)
        => new AddedColumnView(input, added, () => Function);

    /// <summary>The same transform made of ML.NET's own pieces, which is what a saved model holds.</summary>
    /// <param name="context">What the pieces are made with: a <see cref="SavingContext"/>.</param>
    private protected abstract ITransformer Saved(MLContext context);

    private AddedColumn Added(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Function.Check(ColumnErrors.Require(schema, InputColumnName));
        return new AddedColumn(schema, InputColumnName, OutputColumnName, Function.OutputType, Function.Annotations);
    }
}
