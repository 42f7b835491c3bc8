using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

internal static class Reading
{
    public static float[][] Vectors(this IDataView view, string column)
        => [.. view.GetColumn<VBuffer<float>>(column).Select(vector => vector.DenseValues().ToArray())];

    public static IDataView SaveAndLoad(ITransformer model, IDataView view)
    {
        using var stream = new MemoryStream();
        new MLContext().Model.Save(model, view.Schema, stream);
        return UnpackedGraphs.Load(new MLContext().Model, stream.ToArray(), out _).Transform(view);
    }
}
