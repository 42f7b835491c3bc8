using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>Computes one row's vector. It may hold buffers of its own, so each cursor has one.</summary>
/// <param name="row">The row, for messages and for what depends on its identity.</param>
/// <param name="input">The input column's values.</param>
/// <param name="output">What to fill, of the length of <see cref="ClipFunction.OutputType"/>.</param>
internal delegate void ClipOperation(in ClipRow row, ReadOnlySpan<float> input, Span<float> output);

/// <summary>Which row is computed.</summary>
internal readonly record struct ClipRow(long Position, DataViewRowId Id);

/// <summary>From one vector column to another, row by row.</summary>
internal abstract class ClipFunction
{
    public abstract VectorDataViewType OutputType { get; }

    public virtual DataViewSchema.Annotations? Annotations => null;

    /// <summary>Checks that a column can be the input.</summary>
    public abstract void Check(DataViewSchema.Column input);

    /// <summary>An operation for the use of one cursor.</summary>
    public abstract ClipOperation Start();

    /// <summary>Called when a cursor has done with an operation.</summary>
    public virtual void End(ClipOperation operation)
    {
    }
}
