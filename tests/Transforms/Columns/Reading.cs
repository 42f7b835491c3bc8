using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

internal static class Reading
{
    public static float[][] Vectors(this IDataView view, string column)
        => [.. view.GetColumn<VBuffer<float>>(column).Select(vector => vector.DenseValues().ToArray())];

    public static IDataView SaveAndLoad(ITransformer model, IDataView view)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, view.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _).Transform(view);
    }
}
