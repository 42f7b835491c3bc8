using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Measures calibrated heads on real recordings. docs/calibration.md has the table.</summary>
[Explicit("A minute or two each, and needs recordings (MSMCLR_DATA) and an encoder of Kinect v1's skeleton (MSMCLR_ENCODER).")]
public class CalibrationMeasureTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void On_Northwestern_UCLA() => Measure(RealClips.NwUcla);

    [Test]
    public void On_Northwestern_UCLA_by_people() => Measure(RealClips.NwUclaPeople);

    [Test]
    public void On_UTD_MHAD() => Measure(RealClips.UtdMhad);

    private void Measure(Func<MLContext, SkeletonEmbeddingTransformer, RealClips> load)
    {
        var file = Environment.GetEnvironmentVariable("MSMCLR_ENCODER");
        if (file is null)
            Assert.Ignore("MSMCLR_ENCODER names no encoder.");
        using var encoder = _context.Transforms.Skeleton.LoadEncoder(file!);
        var clips = load(_context, encoder);
        var training = clips.Training(_context);
        var convolutions = _context.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton").Fit(training);
        Print("| features | head | T | accuracy | error before | after | of perfect ones | log loss before | after |");
        Print("|---|---|---:|---:|---:|---:|---:|---:|---:|");
        using var whitened = encoder.Whiten(training);
        Heads("encoder", clips, clips.Features(whitened));
        Heads("random convolutions", clips, clips.Features(convolutions));
    }

    private void Heads(string name, RealClips clips, float[][] features)
    {
        var trainers = _context.MulticlassClassification.Trainers;
        var train = View(clips, features, isTest: false);
        var test = View(clips, features, isTest: true);
        Row(name, "ridge", trainers.Ridge(), train, test);
        Row(name, "nearest neighbors", trainers.NearestNeighbors(), train, test);
        if (features[0].Length > 8_000)
            return;
        var scaled = _context.Transforms.NormalizeMeanVariance("Features", fixZero: false);
        Row(name, "L-BFGS, scaled", scaled.Append(trainers.LbfgsMaximumEntropy(l1Regularization: 0)), train, test);
    }

    private void Row(string name, string headName, IEstimator<ITransformer> trainer, IDataView train, IDataView test)
    {
        var before = trainer.Fit(train).Transform(test);
        using var calibrated = _context.MulticlassClassification.Trainers.Calibrate(trainer).Fit(train);
        var after = calibrated.Transform(test);
        var plain = _context.MulticlassClassification.Evaluate(before);
        var better = _context.MulticlassClassification.Evaluate(after);
        string Share(double value) => value.ToString("p1", CultureInfo.InvariantCulture);
        var errors = $"{Share(ErrorOf(before))} | {Share(ErrorOf(after))} | {Share(ErrorOfPerfect(after))}";
        var losses = FormattableString.Invariant($"{plain.LogLoss:f2} | {better.LogLoss:f2}");
        var head = FormattableString.Invariant($"| {name} | {headName} | {calibrated.Temperature:f2} | {Share(better.MicroAccuracy)}");
        Print($"{head} | {errors} | {losses} |");
    }

    private IDataView View(RealClips clips, float[][] features, bool isTest)
    {
        var rows = Enumerable.Range(0, features.Length).Where(row => clips.IsTest[row] == isTest)
            .Select(row => new Embedded { Action = clips.Labels[row], Subject = clips.Subjects[row], Features = features[row] });
        var definition = SchemaDefinition.Create(typeof(Embedded));
        definition[nameof(Embedded.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, features[0].Length);
        var view = _context.Data.LoadFromEnumerable(rows.ToList(), definition);
        var keys = _context.Data.LoadFromEnumerable(Enumerable.Range(1, clips.Actions).Select(action => new Key { Action = (uint)action }));
        var map = _context.Transforms.Conversion.MapValueToKey("Label", nameof(Embedded.Action), keyData: keys);
        return _context.Data.Cache(map.Fit(view).Transform(view));
    }

    private static double ErrorOf(IDataView scored)
    {
        var hits = scored.GetColumn<uint>("Label").Zip(scored.GetColumn<uint>("PredictedLabel"), (truth, told) => truth == told);
        return ErrorOf(Confidences(scored), [.. hits]);
    }

    // What so few clips would give if each confidence were the probability of being right: the mean of 200 draws.
    private static double ErrorOfPerfect(IDataView scored)
    {
        var random = new Random(1);
        var confidences = Confidences(scored);
        return Enumerable.Range(0, 200).Average(_ => ErrorOf(confidences, [.. confidences.Select(one => random.NextSingle() < one)]));
    }

    private static float[] Confidences(IDataView scored) => [.. scored.GetColumn<float[]>("Score").Select(score => score.Max())];

    // 15 bins of equal width, as in Guo et al., 2017.
    private static double ErrorOf(float[] confidences, bool[] hits)
        => Enumerable.Range(0, hits.Length).GroupBy(row => Math.Min((int)(confidences[row] * 15), 14))
            .Sum(bin => Math.Abs(bin.Sum(row => confidences[row] - (hits[row] ? 1 : 0)))) / hits.Length;

    private static void Print(string line) => TestContext.Out.WriteLine(line);

    private sealed class Embedded
    {
        public uint Action { get; set; }

        public uint Subject { get; set; }

        public float[] Features { get; set; } = [];
    }

    private sealed class Key
    {
        public uint Action { get; set; }
    }
}
