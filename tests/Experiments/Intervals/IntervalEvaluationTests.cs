using CsCheck;

namespace MsMclr.MLNet.Tests;

public class IntervalEvaluationTests
{
    private static readonly Gen<ActionInterval> Interval =
        from recording in Gen.Int[0, 2]
        from start in Gen.Int[0, 60]
        from length in Gen.Int[1, 25]
        from action in Gen.Int[0, 2]
        from confidence in Gen.Int[0, 20]
        select Of($"{(char)('a' + action)}", start, start + length - 1, confidence / 20f, $"r{recording}");

    // 10 frames of each that are common, over 20: an overlap of exactly a third.
    [Test]
    public void An_overlap_is_frames_of_both_over_frames_of_either()
    {
        Assert.That(Of("a", 0, 19).Overlap(Of("a", 10, 29)), Is.EqualTo(10 / 30.0));
        Assert.That(Of("a", 0, 19).Overlap(Of("b", 20, 29)), Is.Zero);
        Assert.That(Of("a", 5, 5).Overlap(Of("a", 5, 5)), Is.EqualTo(1));
        Assert.That(Of("a", 0, 99).Overlap(Of("a", 50, 59)), Is.EqualTo(0.1));
    }

    [Test]
    public void The_overlap_has_to_exceed_the_threshold()
    {
        var scores = IntervalEvaluation.Evaluate([Of("a", 0, 9)], [Of("a", 0, 19)], [0.4, 0.5, 0.6]);
        Assert.That(scores.ByOverlap.Select(score => score.MeanByAction), Is.EqualTo(new[] { 1.0, 0, 0 }));
    }

    // By hand. Action a has three true intervals. Found, by confidence: right, wrong, right, wrong (its own was taken). Precision at the
    // right ones is 1/1 and 2/3, so its average precision is (1 + 2/3) / 3 = 5/9. Action b has one, found after a wrong one: 1/2.
    [Test]
    public void Average_precision_is_as_computed_by_hand()
    {
        ActionInterval[] truth = [Of("a", 0, 9), Of("a", 20, 29), Of("a", 40, 49), Of("b", 60, 69)];
        ActionInterval[] found =
        [
            Of("a", 21, 29, 0.4f),
            Of("a", 0, 9, 0.9f),
            Of("a", 60, 69, 0.5f),
            Of("a", 20, 28, 0.3f),
            Of("b", 0, 9, 0.8f),
            Of("b", 60, 69, 0.7f),
            Of("c", 60, 69, 0.1f),
        ];
        var scores = IntervalEvaluation.Evaluate(found, truth);
        Assert.That(scores.Overlaps, Is.EqualTo(new[] { 0.1, 0.2, 0.3, 0.4, 0.5 }));
        Assert.That((scores.FoundCount, scores.TrueCount), Is.EqualTo((7, 4)));
        Assert.That(scores.ByAction.Keys, Is.EqualTo(new[] { "a", "b" }), "there is no c");
        foreach (var (score, i) in scores.ByOverlap.Select((score, i) => (score, i)))
        {
            Assert.That(scores.ByAction["a"][i], Is.EqualTo(5 / 9.0).Within(1e-12));
            Assert.That(scores.ByAction["b"][i], Is.EqualTo(1 / 2.0).Within(1e-12));
            Assert.That(score.MeanByAction, Is.EqualTo(((5 / 9.0) + 0.5) / 2).Within(1e-12));
            // All together, by confidence: a right, b wrong, b right, a wrong, a right, a wrong, c wrong. (1 + 2/3 + 3/5) / 4.
            Assert.That(score.MeanByRecording, Is.EqualTo((1 + (2 / 3.0) + (3 / 5.0)) / 4).Within(1e-12));
            Assert.That(score.Precision, Is.EqualTo(3 / 7.0));
            Assert.That(score.Recall, Is.EqualTo(3 / 4.0));
            Assert.That(score.F1, Is.EqualTo(6 / 11.0).Within(1e-12));
        }
    }

    [Test]
    public void The_scores_are_those_of_the_definition()
        => Gen.Select(Interval.Array[0, 25], Interval.Array[1, 12], Gen.Double[0, 0.9]).Sample((found, truth, overlap) =>
        {
            var score = IntervalEvaluation.Evaluate(found, truth, [overlap]).ByOverlap[0];
            var byAction = truth.GroupBy(one => one.Action)
                .Average(there => Naive([.. found.Where(one => one.Action == there.Key)], [.. there], overlap));
            var byRecording = truth.GroupBy(one => one.Recording)
                .Average(there => Naive([.. found.Where(one => one.Recording == there.Key)], [.. there], overlap));
            return Math.Abs(score.MeanByAction - byAction) < 1e-9 && Math.Abs(score.MeanByRecording - byRecording) < 1e-9;
        }, iter: 2_000);

    [Test]
    public void What_is_there_is_found_perfectly_and_nothing_not_at_all()
    {
        ActionInterval[] truth = [Of("a", 0, 9), Of("b", 20, 29), Of("a", 0, 9, recording: "other")];
        var perfect = IntervalEvaluation.Evaluate(truth, truth, [0.99]).ByOverlap[0];
        Assert.That((perfect.MeanByAction, perfect.MeanByRecording, perfect.F1), Is.EqualTo((1.0, 1.0, 1.0)));
        var nothing = IntervalEvaluation.Evaluate([], truth, [0.1]).ByOverlap[0];
        Assert.That((nothing.MeanByAction, nothing.MeanByRecording, nothing.F1), Is.EqualTo((0.0, 0.0, 0.0)));
        Assert.That(() => IntervalEvaluation.Evaluate(truth, []), Throws.ArgumentException);
        Assert.That(() => IntervalEvaluation.Evaluate(truth, truth, [1]), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Of_what_people_do_together_the_surest_is_kept()
    {
        ActionInterval[] found =
        [
            Of("shake", 0, 19, 0.6f) with { Person = 1 },
            Of("shake", 2, 20, 0.9f) with { Person = 2 },
            Of("shake", 15, 40, 0.5f) with { Person = 2 },
            Of("wave", 0, 19, 0.5f) with { Person = 1 },
            Of("shake", 0, 19, 0.1f, "other") with { Person = 3 },
        ];
        Assert.That(IntervalEvaluation.AcrossPeople(found), Is.EqualTo(new[] { found[1], found[2], found[3], found[4] }));
    }

    private static ActionInterval Of(string action, int start, int end, float confidence = 1, string recording = "r")
        => new() { Recording = recording, Start = start, End = end, Action = action, Confidence = confidence };

    // For each recall that can be had, the highest precision of all ways to cut the list that have it or more. Overlaps by counting.
    private static double Naive(ActionInterval[] found, ActionInterval[] truth, double overlap)
    {
        ActionInterval[] ranked = [.. found.OrderByDescending(one => one.Confidence)];
        var cuts = Enumerable.Range(1, ranked.Length).Select(count => (Right: Right(ranked[..count]), Count: count)).ToList();
        var total = 0.0;
        for (var right = 1; right <= truth.Length; right++)
            total += cuts.Where(cut => cut.Right >= right).Select(cut => (double)cut.Right / cut.Count).DefaultIfEmpty(0).Max();
        return total / truth.Length;

        int Right(ActionInterval[] some)
        {
            var taken = new bool[truth.Length];
            foreach (var one in some)
            {
                var best = Enumerable.Range(0, truth.Length)
                    .Where(i => !taken[i] && truth[i].Recording == one.Recording && truth[i].Action == one.Action)
                    .Select(i => (i, overlap: Counted(one, truth[i])))
                    .OrderByDescending(pair => pair.overlap)
                    .FirstOrDefault((i: -1, overlap: 0));
                if (best.i >= 0 && best.overlap > overlap)
                    taken[best.i] = true;
            }

            return taken.Count(isTaken => isTaken);
        }
    }

    private static double Counted(ActionInterval one, ActionInterval other)
    {
        var frames = Enumerable.Range(0, 100).Select(frame => (IsIn(one, frame), IsIn(other, frame))).ToList();
        return (double)frames.Count(both => both is (true, true)) / frames.Count(both => both.Item1 || both.Item2);

        static bool IsIn(ActionInterval interval, int frame) => frame >= interval.Start && frame <= interval.End;
    }
}
