using System.Globalization;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Measures banks of examples on real recordings. docs/few-examples.md has the tables.</summary>
[Explicit("A minute each, and needs recordings (MSMCLR_DATA) and an encoder of Kinect v1's skeleton (MSMCLR_ENCODER).")]
public class FewExamplesTests
{
    private const int Draws = 20;
    private static readonly int[] Counts = [1, 3, 5];
    private readonly MLContext _context = new(1);

    [Test]
    public void On_Northwestern_UCLA() => Measure(RealClips.NwUcla);

    [Test]
    public void On_UTD_MHAD() => Measure(RealClips.UtdMhad);

    private void Measure(Func<MLContext, SkeletonEmbeddingTransformer, RealClips> load)
    {
        var file = Environment.GetEnvironmentVariable("MSMCLR_ENCODER");
        if (file is null)
            Assert.Ignore("MSMCLR_ENCODER names no encoder.");
        using var encoder = _context.Transforms.Skeleton.LoadEncoder(file!);
        var clips = load(_context, encoder);
        Print("| | examples | accuracy | AUROC | unknown accepted | known refused |");
        Print("|---|---:|---:|---:|---:|---:|");
        Table("encoder", clips, clips.Features(encoder));
        var training = clips.Training(_context);
        using (var whitened = encoder.Whiten(training))
            Table("encoder, centered on the training clips", clips, clips.Features(whitened));
        var convolutions = _context.Transforms.Skeleton.RandomConvolutions("Features", "Skeleton").Fit(training);
        var coordinates = _context.Transforms.CopyColumns("Features", "Skeleton").Fit(training);
        Table("random convolutions", clips, Centered(clips, clips.Features(convolutions)));
        Table("coordinates", clips, Centered(clips, clips.Features(coordinates)));
    }

    // As the encoder's embedding is, which knows its training clips.
    private static float[][] Centered(RealClips clips, float[][] features)
    {
        var training = features.Where((_, row) => !clips.IsTest[row]).ToArray();
        float[] means = [.. Enumerable.Range(0, features[0].Length).Select(place => training.Average(values => values[place]))];
        return [.. features.Select(values => values.Zip(means, (value, mean) => value - mean).ToArray())];
    }

    private static void Table(string name, RealClips clips, float[][] features)
    {
        foreach (var count in Counts)
        {
            var runs = Enumerable.Range(0, Draws).Select(draw => Run(clips, features, count, new Random(draw))).ToArray();
            string Mean(Func<Outcome, double> of) => runs.Average(of).ToString("p1", CultureInfo.InvariantCulture);
            Print($"| {name} | {count} | {Mean(run => run.Accuracy)} | {runs.Average(run => run.Auroc):f2} "
                + $"| {Mean(run => run.UnknownAccepted)} | {Mean(run => run.KnownRefused)} |");
        }
    }

    // A third of the actions is unknown; the examples are drawn from the training part.
    private static Outcome Run(RealClips clips, float[][] features, int count, Random random)
    {
        int[] actions = [.. Enumerable.Range(1, clips.Actions)];
        random.Shuffle(actions);
        var known = actions[(clips.Actions / 3)..].ToHashSet();
        int[] order = [.. Enumerable.Range(0, features.Length)];
        random.Shuffle(order);
        var bank = new ExampleBank(features[0].Length, new string('0', 64));
        var taken = new Dictionary<uint, int>();
        foreach (var row in order.Where(row => !clips.IsTest[row] && known.Contains((int)clips.Labels[row])))
        {
            var label = clips.Labels[row];
            taken[label] = taken.GetValueOrDefault(label) + 1;
            if (taken[label] <= count)
                bank.TeachEmbedding($"{label}", features[row]);
        }

        var answers = order.Where(row => clips.IsTest[row])
            .Select(row => (Label: clips.Labels[row], Answer: bank.RecognizeEmbedding(features[row])))
            .ToArray();
        var ofKnown = answers.Where(answer => known.Contains((int)answer.Label)).ToArray();
        var ofUnknown = answers.Where(answer => !known.Contains((int)answer.Label)).Select(answer => answer.Answer).ToArray();
        return new Outcome(
            ofKnown.Average(answer => answer.Answer.NearestAction == $"{answer.Label}" ? 1.0 : 0),
            Auroc([.. ofKnown.Select(answer => answer.Answer.Score)], [.. ofUnknown.Select(answer => answer.Score)]),
            ofUnknown.Average(answer => answer.IsKnown ? 1.0 : 0),
            ofKnown.Average(answer => answer.Answer.IsKnown ? 0 : 1.0));
    }

    // How often a clip of a known action has a higher score than one of an unknown action.
    private static double Auroc(float[] known, float[] unknown)
        => known.Average(one => unknown.Average(other => one > other ? 1.0 : one == other ? 0.5 : 0));

    private static void Print(string line) => TestContext.Out.WriteLine(line);

    private sealed record Outcome(double Accuracy, double Auroc, double UnknownAccepted, double KnownRefused);
}
