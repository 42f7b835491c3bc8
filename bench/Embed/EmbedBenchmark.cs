using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// Scoring with the full-size encoder: our cursor against ML.NET's <c>ApplyOnnxModel</c>, which runs the same file row by row, and the
/// multi-scale read-out against the paper's.
/// </summary>
internal static class EmbedBenchmark
{
    private const int Clips = 64;
    private const string Peer = "ApplyOnnxModel on encoder.onnx, row by row";

    public static IEnumerable<Measurement> Run()
    {
        var ml = new MLContext(1);
        var file = Path.Combine(Path.GetTempPath(), $"msmclr-bench-{Guid.NewGuid():N}.onnx");
        try
        {
            var trainer = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options
            {
                Epochs = 0,
                Layout = SkeletonLayout.NtuRgbd,
                InputColumnName = "clips",
            });
            using (var untrained = trainer.Fit(View(ml, 1)))
                untrained.SaveEncoder(file);
            foreach (var (name, bodies) in new[] { ("embed.one-body", 1), ("embed.two-bodies", 2) })
            {
                var view = View(ml, bodies);
                using var ours = (IDisposable)ml.Transforms.Skeleton.Embed("Features", "clips", file).Fit(view);
                using var theirs = ml.Transforms.ApplyOnnxModel(["features"], ["clips"], file).Fit(view);
                Action score = () => Read(((ITransformer)ours).Transform(view), "Features");
                Action peer = () => Read(theirs.Transform(view), "features");
                var seconds = Median.Of(3, score, peer);
                yield return new(name, Clips / seconds[0], "clips/s", Peer, seconds[1] / seconds[0]);
            }

            yield return MultiScale(ml, file, "embed.multi-scale", EmbeddingWhitening.None);
            yield return MultiScale(ml, file, "embed.multi-scale.centered", EmbeddingWhitening.Centered);
            yield return MultiScale(ml, file, "embed.multi-scale.half", EmbeddingWhitening.Half);
        }
        finally
        {
            File.Delete(file);
        }
    }

    // One body, a batch of 64.
    private static Measurement MultiScale(MLContext ml, string file, string name, EmbeddingWhitening whitening)
    {
        var view = View(ml, bodies: 1);
        EncoderLoadOptions Options(SkeletonReadout readout) => new() { InputColumnName = "clips", Readout = readout };
        using var readOut = ml.Transforms.Skeleton.LoadEncoder(file, Options(SkeletonReadout.MultiScale));
        using var multiScale = readOut.Whiten(view, whitening);
        using var global = ml.Transforms.Skeleton.LoadEncoder(file, Options(SkeletonReadout.Global));
        var seconds = Median.Of(9, () => Read(multiScale.Transform(view), "Features"), () => Read(global.Transform(view), "Features"));
        return new(name, Clips / seconds[0], "clips/s", "SkeletonReadout.Global", seconds[1] / seconds[0]);
    }

    private static IDataView View(MLContext ml, int bodies)
    {
        var random = new Random(1);
        return ml.Data.LoadFromEnumerable(Enumerable.Range(0, Clips).Select(_ => new Row
        {
            Values = [.. Enumerable.Range(0, 3 * 50 * 25 * 2).Select(i => i % 2 < bodies ? (float)random.NextDouble() - 0.5f : 0)],
        }).ToArray());
    }

    private static void Read(IDataView view, string column)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetGetter<VBuffer<float>>(view.Schema[column]);
        VBuffer<float> features = default;
        while (cursor.MoveNext())
            getter(ref features);
    }

    private sealed class Row
    {
        [ColumnName("clips"), VectorType(3, 50, 25, 2)]
        public float[] Values { get; set; } = [];
    }
}
