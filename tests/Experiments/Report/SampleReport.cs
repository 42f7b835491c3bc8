namespace MsMclr.MLNet.Tests;

/// <summary>A report with made-up numbers: clusters around random centers, a body that waves.</summary>
internal static class SampleReport
{
    private static readonly string[] Actions =
    [
        "Wave", "Clap", "Sit down", "Stand up", "Throw", "Kick", "Jump", "Bow", "Point", "Drink", "Pick up", "Punch", "Push", "Shake hands", "Hug", "Walk apart",
    ];

    public static HtmlReport Make(string? text = null, int points = 60, int classes = 16)
    {
        var random = new Random(7);
        var names = Enumerable.Range(0, classes).Select(i => text ?? (i < Actions.Length ? Actions[i] : $"Action {i + 1} with a long name")).ToArray();
        var centers = names.Select(_ => Point(random, 32, 1)).ToArray();
        int[] labels = [.. Enumerable.Range(0, points).Select(i => i % classes)];
        return new HtmlReport
        {
            Title = text ?? "Quickstart: synthetic skeletons", Command = text ?? "dotnet run -c Release --project examples/Quickstart",
            Summary = text ?? "An encoder trained without labels on 1,600 synthetic clips, tested on subjects it has never seen.",
            Scores = [new(text ?? "Raw coordinates", 0.412, 0.287), new("Untrained encoder", 0.503, double.NaN), new("Trained encoder", 0.716, 0.655)],
            Loss = [.. Enumerable.Range(1, 30).Select(e => new LossPoint(e, 3 + (5 * Math.Exp(-e / 8.0)) + (0.1 * random.NextDouble()), 2 + (4 * Math.Exp(-e / 9.0))))],
            Embeddings = [.. labels.Select(label => centers[label].Zip(Point(random, 32, 0.75f), (a, b) => a + b).ToArray())],
            Labels = labels, ClipNames = [.. labels.Select((label, i) => text ?? $"{names[label]}, subject {i % 5 + 1}, take {i / classes}")], ClassNames = names, Confusion = Confusion(random, classes), Layout = SkeletonLayout.NtuRgbd,
            Clips = [.. Enumerable.Range(0, 6).Select(i => new ReportClip(text ?? (i == 0 ? "Query: Wave" : $"Neighbor {i}: Wave"), text ?? "A query and its nearest neighbors", Body(i))),
                .. Enumerable.Range(6, 4).Select(i => new ReportClip(text ?? $"Hug {i}", text ?? "Two people", Body(i, bodies: 2)))],
            Settings = [(text ?? "Epochs", text ?? "30"), ("Batch size", "128"), ("Temperature", "0.07"), ("Stream", "joint"), ("Seed", "1")],
        };
    }

    public static float[] Point(Random random, int dimension, float scale) => [.. Enumerable.Range(0, dimension).Select(_ => ((2 * random.NextSingle()) - 1) * scale)];

    private static long[,] Confusion(Random random, int classes)
    {
        var confusion = new long[classes, classes];
        for (var i = 0; i < classes * 40; i++)
            confusion[i % classes, random.NextDouble() < 0.4 + (0.55 * (i % classes) / classes) ? i % classes : (i + random.Next(1, 5)) % classes]++;
        return confusion;
    }

    // Kinect joints of someone standing, in meters; the right arm waves.
    private static float[,,,] Body(int style, int bodies = 1)
    {
        (double X, double Y)[] joints =
        [
            (0, 0), (0, .25), (0, .55), (0, .7), (-.18, .45), (-.25, .2), (-.28, -.02), (-.29, -.1), (.18, .45), (.35, .5), (.42, .72), (.43, .8), (-.09, 0),
            (-.11, -.42), (-.12, -.8), (-.14, -.85), (.09, 0), (.11, -.42), (.12, -.8), (.14, -.85), (0, .47), (-.3, -.17), (-.25, -.1), (.44, .87), (.39, .8),
        ];
        int[] arm = [10, 11, 23, 24];
        var frames = new float[60, 2, 25, 3];
        for (var t = 0; t < 60; t++)
        {
            for (var m = 0; m < bodies; m++)
            {
                for (var v = 0; v < 25; v++)
                {
                    var swing = arm.Contains(v) ? (joints[v].Y - .4) * Math.Sin(t * (.2 + (.03 * style))) : 0;
                    frames[t, m, v, 0] = (float)(joints[v].X + swing + (m * .8) + (.01 * Math.Sin((t + v) * .3)));
                    frames[t, m, v, 1] = (float)(joints[v].Y + (.02 * Math.Sin((t * .2) + style)));
                    frames[t, m, v, 2] = (float)(.05 * Math.Sin(v + (t * .1)));
                }
            }
        }

        return frames;
    }
}
