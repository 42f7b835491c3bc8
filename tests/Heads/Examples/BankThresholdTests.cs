namespace MsMclr.MLNet.Tests;

/// <summary>The threshold that a bank finds from its own examples.</summary>
public class BankThresholdTests
{
    [Test]
    public void It_is_a_score_that_as_many_examples_as_allowed_reach_with_actions_that_are_not_theirs()
    {
        var (bank, vectors, actions) = Made(count: 40, new ExampleBank.Options { FalseAcceptRate = 0.1 });
        float[][] Of(string action, int but = -1)
            => [.. Enumerable.Range(0, 40).Where(at => at != but && actions[at] == action).Select(at => vectors[at])];
        double OfOthers(int example) => actions.Distinct().Where(action => action != actions[example])
            .Max(action => Score(vectors[example], Of(action)));
        var others = Enumerable.Range(0, 40).Select(OfOthers).OrderDescending().ToArray();

        // A tenth of 41 is 4: the fourth is not above the threshold, and three are.
        Assert.That(bank.Calibration.Threshold, Is.EqualTo(others[3]).Within(1e-5));
        Assert.That(bank.Calibration.FalseAcceptRate, Is.EqualTo(4.0 / 41).Within(1e-12));
        Assert.That(bank.Calibration.IsCalibrated, Is.True);
        double Own(int example) => Score(vectors[example], Of(actions[example], but: example));
        var refused = Enumerable.Range(0, 40).Count(example => Own(example) <= others[3] + 1e-7) / 40.0;
        Assert.That(bank.Calibration.FalseRefusalRate, Is.EqualTo(refused).Within(1e-12));
    }

    [Test]
    public void Nine_clips_are_enough_for_a_tenth_and_eight_are_not()
    {
        var (nine, _, _) = Made(count: 9, new ExampleBank.Options());
        Assert.That(nine.Calibration.IsCalibrated, Is.True);
        Assert.That(nine.Calibration.FalseAcceptRate, Is.EqualTo(0.1).Within(1e-12));
        var (eight, vectors, actions) = Made(count: 8, new ExampleBank.Options());
        Assert.That(eight.Calibration.IsCalibrated, Is.False);
        Assert.That(eight.Calibration.FalseAcceptRate, Is.EqualTo(1.0 / 9).Within(1e-12));
        Assert.That(eight.Calibration.Explanation, Does.Contain("9 are needed").And.Contains("strictest"));
        Assert.That(float.IsFinite(eight.Calibration.Threshold), Is.True);
    }

    [Test]
    public void What_becomes_of_clips_while_there_are_too_few_is_chosen()
    {
        float[] clip = [1, 2, 3, 4, 5, 6];
        string? Recognized(UncalibratedBank choice, int count)
            => Made(count, new ExampleBank.Options { WhenUncalibrated = choice }).Bank.RecognizeEmbedding(clip).Action;
        Assert.That(Recognized(UncalibratedBank.Accept, 1), Is.EqualTo("action 0"));
        Assert.That(Recognized(UncalibratedBank.Refuse, 8), Is.Null);
        Assert.That(Recognized(UncalibratedBank.Strictest, 1), Is.Null, "one action has nothing to be compared with");
        var (one, _, _) = Made(1, new ExampleBank.Options());
        Assert.That(one.Calibration.Threshold, Is.EqualTo(float.PositiveInfinity));
        Assert.That(one.Calibration.Explanation, Does.Contain("two actions").And.Contains("Every clip is refused"));
    }

    [Test]
    public void A_threshold_that_is_set_takes_the_place_of_the_one_that_is_found()
    {
        var (bank, _, _) = Made(30, new ExampleBank.Options { Threshold = 0.5f });
        Assert.That(bank.Calibration.Threshold, Is.EqualTo(0.5f));
        Assert.That(bank.Calibration.IsCalibrated, Is.False);
        Assert.That(bank.Calibration.FalseAcceptRate, Is.NaN);
    }

    [Test]
    public void Clips_of_unknown_actions_are_accepted_about_as_often_as_was_asked_for([Values(0.05, 0.1, 0.2)] double rate)
    {
        var random = new Random(7);
        var accepted = 0;
        const int Banks = 40;
        const int Clips = 25;
        for (var bank = 0; bank < Banks; bank++)
        {
            // Actions without anything in common: an unknown one is like a known one by chance.
            var known = new ExampleBank(12, ExampleBankTests.Encoder, new ExampleBank.Options { FalseAcceptRate = rate });
            for (var example = 0; example < 40; example++)
                known.TeachEmbedding($"action {example}", Normal(random));
            accepted += Enumerable.Range(0, Clips).Count(_ => known.RecognizeEmbedding(Normal(random)).IsKnown);
        }

        Assert.That((double)accepted / (Banks * Clips), Is.EqualTo(rate).Within(0.03));
    }

    private static (ExampleBank Bank, List<float[]> Vectors, List<string> Actions) Made(int count, ExampleBank.Options options)
    {
        var random = new Random(5);
        var bank = new ExampleBank(6, ExampleBankTests.Encoder, options);
        List<float[]> vectors = [];
        List<string> actions = [];
        for (var number = 0; number < count; number++)
        {
            float[] vector = [.. Enumerable.Range(0, 6).Select(place => random.NextSingle() + (place == number % 4 ? 1 : 0))];
            bank.TeachEmbedding($"action {number % 4}", vector);
            vectors.Add(vector);
            actions.Add($"action {number % 4}");
        }

        return (bank, vectors, actions);
    }

    private static float[] Normal(Random random)
    {
        float One() => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return [.. Enumerable.Range(0, 12).Select(_ => One())];
    }

    // The formula, written down: the mean of two cosines.
    private static double Score(float[] clip, float[][] examples)
    {
        double[] mean = [.. Enumerable.Range(0, clip.Length).Select(place => examples.Sum(example => example[place] / Length(example)))];
        return (examples.Max(example => Cosine(clip, [.. example])) + Cosine(clip, mean)) / 2;
    }

    private static double Cosine(float[] one, double[] other)
        => one.Zip(other, (x, y) => x * y).Sum() / (Length(one) * Math.Sqrt(other.Sum(value => value * value)));

    private static double Length(float[] values) => Math.Sqrt(values.Sum(value => (double)value * value));

    private static double Cosine(float[] one, float[] other) => Cosine(one, [.. other.Select(value => (double)value)]);
}
