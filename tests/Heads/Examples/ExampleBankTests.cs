namespace MsMclr.MLNet.Tests;

/// <summary>Teaching, forgetting and recognizing, on embeddings small enough to be seen through.</summary>
public class ExampleBankTests
{
    public static readonly string Encoder = new('a', 64);

    [Test]
    public void An_answer_tells_the_action_and_the_examples_that_are_its_reason()
    {
        var bank = TwoGestures();
        var answer = bank.RecognizeEmbedding([5, 0.5f, 0]);
        Assert.That(answer.Action, Is.EqualTo("wave"));
        Assert.That(answer.Nearest.Select(example => example.Name), Is.EqualTo(new[] { "wave 2", "first", "kick 1" }));
        Assert.That(answer.Nearest[0].Similarity, Is.EqualTo(1).Within(1e-3));
        Assert.That(answer.Score, Is.GreaterThan(answer.Threshold));
        Assert.That(answer.ToString(), Does.StartWith("wave ("));
    }

    [Test]
    public void A_clip_that_is_like_no_action_is_unknown_and_tells_what_it_is_most_like()
    {
        var answer = TwoGestures().RecognizeEmbedding([0.01f, 0, -1]);
        Assert.That(answer.Action, Is.Null);
        Assert.That(answer.IsKnown, Is.False);
        Assert.That(answer.NearestAction, Is.EqualTo("wave"));
    }

    [Test]
    public void What_is_forgotten_is_no_longer_recognized()
    {
        var bank = TwoGestures();
        Assert.That(bank.ForgetExample("first"), Is.True);
        Assert.That(bank.ForgetExample("first"), Is.False);
        Assert.That(bank.Examples.Select(example => example.Name), Is.EqualTo(new[] { "wave 2", "kick 1", "kick 2" }));
        Assert.That(bank.ForgetAction("wave"), Is.EqualTo(1));
        Assert.That(bank.Actions, Is.EqualTo(new[] { "kick" }));
        Assert.That(bank.RecognizeEmbedding([1, 0, 0]).NearestAction, Is.EqualTo("kick"));
        Assert.That(bank.ForgetAction("kick"), Is.EqualTo(2));
        Assert.That(() => bank.RecognizeEmbedding([1, 0, 0]), Throws.InvalidOperationException.With.Message.Contains("Teach one"));
    }

    [Test]
    public void After_forgetting_scores_are_those_of_a_bank_that_never_knew_it()
    {
        var random = new Random(3);
        var all = new ExampleBank(6, Encoder);
        var some = new ExampleBank(6, Encoder);
        for (var number = 0; number < 40; number++)
        {
            var action = $"action {number % 4}";
            var values = Values(random);
            all.TeachEmbedding(action, values, $"{number}");
            if (number % 3 != 0)
                some.TeachEmbedding(action, values, $"{number}");
        }

        for (var number = 0; number < 40; number += 3)
            all.ForgetExample($"{number}");
        var query = Values(random);
        Assert.That(all.RecognizeEmbedding(query).Score, Is.EqualTo(some.RecognizeEmbedding(query).Score));
        Assert.That(all.Calibration, Is.EqualTo(some.Calibration));
    }

    [Test]
    public void A_new_name_is_the_action_and_a_number_that_is_free()
    {
        var bank = TwoGestures();
        bank.ForgetExample("kick 1");
        Assert.That(bank.TeachEmbedding("kick", [0, 1, 1]).Name, Is.EqualTo("kick 3"));
        Assert.That(() => bank.TeachEmbedding("kick", [0, 1, 1], "wave 2"), Throws.ArgumentException.With.Message.Contains("already"));
    }

    [Test]
    public void What_cannot_be_taught_is_refused_with_what_is_wrong()
    {
        var bank = new ExampleBank(3, Encoder, new ExampleBank.Options { MaxExamples = 3, MaxExamplesPerAction = 2 });
        Assert.That(() => bank.TeachEmbedding("wave", [1, 2]), Throws.ArgumentException.With.Message.Contains("2 numbers"));
        Assert.That(() => bank.TeachEmbedding("wave", [0, 0, 0]), Throws.ArgumentException.With.Message.Contains("no direction"));
        Assert.That(() => bank.TeachEmbedding("wave", [0, float.NaN, 0]), Throws.ArgumentException.With.Message.Contains("no direction"));
        Assert.That(() => bank.TeachEmbedding(" ", [1, 2, 3]), Throws.ArgumentException);
        Assert.That(() => bank.TeachEmbedding("wa\nve", [1, 2, 3]), Throws.ArgumentException.With.Message.Contains("control"));
        Assert.That(() => bank.Teach("wave", new float[1, 1, 1, 1]), Throws.InvalidOperationException.With.Message.Contains("embedder"));
        bank.TeachEmbedding("wave", [1, 2, 3]);
        bank.TeachEmbedding("wave", [1, 2, 4]);
        Assert.That(() => bank.TeachEmbedding("wave", [1, 2, 5]), Throws.InvalidOperationException.With.Message.Contains("PerAction"));
        bank.TeachEmbedding("kick", [1, 2, 5]);
        Assert.That(() => bank.TeachEmbedding("sit", [1, 2, 6]), Throws.InvalidOperationException.With.Message.Contains("MaxExamples"));
        Assert.That(() => new ExampleBank(3, "abc"), Throws.ArgumentException.With.Message.Contains("64 hexadecimal"));
    }

    [Test]
    public void Threads_that_teach_forget_and_recognize_at_once_disturb_nobody()
    {
        var bank = TwoGestures();
        Parallel.For(0, 200, number =>
        {
            var random = new Random(number);
            float[] values = [random.NextSingle(), random.NextSingle(), random.NextSingle() + 0.1f];
            var taught = bank.TeachEmbedding($"action {number % 5}", values);
            Assert.That(bank.RecognizeEmbedding(values).Nearest[0].Similarity, Is.EqualTo(1).Within(1e-5));
            if (number % 2 == 0)
                Assert.That(bank.ForgetExample(taught.Name), Is.True);
        });
        Assert.That(bank.Examples, Has.Count.EqualTo(104));
        Assert.That(bank.Examples.Select(example => example.Name), Is.Unique);
    }

    private static float[] Values(Random random) => [.. Enumerable.Range(0, 6).Select(_ => random.NextSingle() - 0.3f)];

    private static ExampleBank TwoGestures()
    {
        var bank = new ExampleBank(3, Encoder);
        bank.TeachEmbedding("wave", [1, 0, 0], "first");
        bank.TeachEmbedding("wave", [1, 0.1f, 0]);
        bank.TeachEmbedding("kick", [0, 1, 0]);
        bank.TeachEmbedding("kick", [0, 1, 0.1f]);
        return bank;
    }
}
