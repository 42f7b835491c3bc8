using Apache.Arrow;

namespace MsMclr.MLNet.Parquet.Writing;

/// <summary>Writes a value a row, or null, with one of Arrow's builders.</summary>
internal abstract class BuilderWriter<TBuilder>(Field field) : FieldWriter(field)
    where TBuilder : IArrowArrayBuilder<IArrowArray>, new()
{
    /// <summary>The values since the last <see cref="Take"/>.</summary>
    protected TBuilder Values { get; private set; } = new();

    public override IArrowArray Take()
    {
        var taken = Values.Build(null);
        Values = new();
        return taken;
    }
}
