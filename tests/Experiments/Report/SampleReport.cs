namespace MsMclr.MLNet.Tests;

/// <summary>A report with made-up numbers: clusters around random centers, a body that waves.</summary>
internal static class SampleReport
{
    private const int Dimension = 32;

    private static readonly string[] Actions =
    [
        "Wave", "Clap", "Sit down", "Stand up", "Throw", "Kick", "Jump", "Bow",
        "Point", "Drink", "Pick up", "Punch", "Push", "Shake hands", "Hug", "Walk apart",
    ];

    /// <summary>Makes a report.</summary>
    /// <param name="text">What every text in it is; null for texts of its own.</param>
    /// <param name="points">How many clips there are.</param>
    /// <param name="classes">How many classes.</param>
    public static HtmlReport Make(string? text = null, int points = 60, int classes = 16)
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, classes).Select(i => text ?? NameOf(i)).ToArray();
        var centers = names.Select(_ => Point(random, Dimension, 1)).ToArray();
        int[] labels = [.. Enumerable.Range(0, points).Select(i => i % classes)];
        return new HtmlReport
        {
            Title = text ?? "Quickstart: synthetic skeletons",
            Command = text ?? "dotnet run -c Release --project examples/Quickstart",
            Summary = text ?? "An encoder trained without labels on 1,600 synthetic clips, tested on subjects it has never seen.",
            Scores = Scores(text),
            Loss = [.. Enumerable.Range(1, 30).Select(epoch => Loss(epoch, random))],
            Embeddings = [.. labels.Select(label => Around(centers[label], random))],
            Labels = labels,
            ClipNames = [.. labels.Select((label, i) => text ?? $"{names[label]}, subject {(i % 5) + 1}, take {i / classes}")],
            ClassNames = names,
            Confusion = Confusion(random, classes),
            Layout = SkeletonLayout.NtuRgbd,
            Clips = Clips(text),
            Settings = [(text ?? "Epochs", text ?? "30"), ("Batch size", "128"), ("Temperature", "0.07"), ("Seed", "1")],
        };
    }

    public static float[] Point(Random random, int dimension, float scale)
        => [.. Enumerable.Range(0, dimension).Select(_ => ((2 * random.NextSingle()) - 1) * scale)];

    private static string NameOf(int label) => label < Actions.Length ? Actions[label] : $"Action {label + 1} with a long name";

    private static ScoreRow[] Scores(string? text) =>
    [
        new(text ?? "Raw coordinates", 0.412, 0.287) { FewLabels = [new(1, 0.2, 0.031), new(3, 0.3, 0.02)] },
        new("Untrained encoder", 0.503, double.NaN),
        new("Trained encoder", 0.716, 0.655) { FewLabels = [new(1, 0.344, 0.024), new(3, 0.5, 0.01)] },
    ];

    private static LossPoint Loss(int epoch, Random random)
    {
        var noise = 0.1 * random.NextDouble();
        return new LossPoint(epoch, 3 + (5 * Math.Exp(-epoch / 8.0)) + noise, 2 + (4 * Math.Exp(-epoch / 9.0)));
    }

    private static float[] Around(float[] center, Random random)
        => [.. center.Zip(Point(random, Dimension, 0.75f), (middle, noise) => middle + noise)];

    private static ReportClip[] Clips(string? text)
    {
        var neighbors = Enumerable.Range(0, 6).Select(i => new ReportClip(
            text ?? (i == 0 ? "Query: Wave" : $"Neighbor {i}: Wave"),
            text ?? "A query and its nearest neighbors",
            SampleBody.Waving(i)));
        var pairs = Enumerable.Range(6, 4).Select(i => new ReportClip(
            text ?? $"Hug {i}",
            text ?? "Two people",
            SampleBody.Waving(i, bodies: 2)));
        return [.. neighbors, .. pairs];
    }

    private static long[,] Confusion(Random random, int classes)
    {
        var confusion = new long[classes, classes];
        for (var i = 0; i < classes * 40; i++)
        {
            var truth = i % classes;
            var isRight = random.NextDouble() < 0.4 + (0.55 * truth / classes);
            var predicted = isRight ? truth : (i + random.Next(1, 5)) % classes;
            confusion[truth, predicted]++;
        }

        return confusion;
    }
}
