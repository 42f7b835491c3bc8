using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>Clips that nothing can be learned from are told before training begins, and by what is wrong with them.</summary>
public class ClipFindingsTests
{
    private const int Count = 24;

    private static readonly TestCaseData[] Useless =
    [
        Case("the same: there is nothing to tell apart", _ => PreparedClips.Clip(1, PreparedClips.Shape, false)),
        Case("empty: nobody was found", _ => new float[PreparedClips.Shape.Length]),
        Case("empty: nobody was found", _ => Filled(float.NaN, float.NaN)),
        Case("constant: all their values are one number", number => Filled(number + 1, number + 1)),
        Case("constant: all their values are one number", number => Filled(number + 1, 0)),
    ];

    [TestCaseSource(nameof(Useless))]
    public void Clips_that_teach_nothing_are_refused(string told, Func<int, float[]> clip)
    {
        var refused = Throws.InvalidOperationException.With.Message.Contains($"all {Count} clips are {told}");
        Assert.That(() => Fit(clip, out _), refused);
    }

    [TestCaseSource(nameof(Useless))]
    public void Some_of_them_are_a_warning_with_their_rows(string told, Func<int, float[]> clip)
    {
        float[] Mixed(int number) => number < 20 ? PreparedClips.Clip(number, PreparedClips.Shape, false) : clip(number);
        Fit(Mixed, out var log);
        if (!told.StartsWith("the same", StringComparison.Ordinal))
            Assert.That(log, Has.Some.Contains($"4 of {Count} clips (rows 20, 21, 22, 23) are {told}"));
    }

    [Test]
    public void Copies_are_a_warning_where_they_are_many()
    {
        Fit(number => PreparedClips.Clip(number % 12, PreparedClips.Shape, false), out var log);
        Assert.That(log, Has.Some.Contains("of 24 clips 12 are copies of others"));
    }

    [Test]
    public void A_number_that_overflows_is_told_with_its_row()
    {
        static float[] Clip(int number)
        {
            var clip = PreparedClips.Clip(number, PreparedClips.Shape, false);
            clip[5] = number == 7 ? -1e30f : clip[5];
            return clip;
        }

        var refused = Throws.TypeOf<FormatException>().With.Message.Contains("row 7").And.Message.Contains("-1e+30");
        Assert.That(() => Fit(Clip, out _), refused);
    }

    private static TestCaseData Case(string told, Func<int, float[]> clip) => new(told, clip);

    private static float[] Filled(float first, float second)
        => [.. Enumerable.Range(0, PreparedClips.Shape.Length).Select(i => i % 2 == 0 ? first : second)];

    private static void Fit(Func<int, float[]> clip, out List<string> log)
    {
        var context = new MLContext(1);
        var lines = log = [];
        context.Log += (_, line) => lines.Add(line.Message);
        var rows = Enumerable.Range(0, Count).Select(number => new PreparedClips.Row { Skeleton = clip(number) });
        var view = context.Data.LoadFromEnumerable(rows, PreparedClips.Definition());
        context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options(epochs: 1)).Fit(view).Dispose();
    }
}
