using System.Globalization;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Tests;

public class InvariantTextTests
{
    public static IEnumerable<TestCaseData> Values()
    {
        yield return new TestCaseData(null, "null").SetArgDisplayNames("null");
        yield return new TestCaseData(1.5, "1.5").SetArgDisplayNames("double");
        yield return new TestCaseData(1_000, "1000").SetArgDisplayNames("int");
        yield return new TestCaseData(0.1f, "0.1").SetArgDisplayNames("float");
        yield return new TestCaseData(SkeletonStream.Bone, "Bone").SetArgDisplayNames("enum");
        yield return new TestCaseData("a, b", "a, b").SetArgDisplayNames("text");
        yield return new TestCaseData(new object?[] { 1, "b", null, 0.5 }, "[1, b, null, 0.5]").SetArgDisplayNames("list");
        yield return new TestCaseData(Array.Empty<int>(), "[]").SetArgDisplayNames("empty list");
        yield return new TestCaseData(true, "True").SetArgDisplayNames("bool");
        yield return new TestCaseData(new Shear { Amplitude = 0.4 }, "Shear(Amplitude=0.4").SetArgDisplayNames("augmentation");
        yield return new TestCaseData(new Textless(), "").SetArgDisplayNames("no text");
    }

    [TestCaseSource(nameof(Values))]
    public void Values_are_the_same_words_in_every_culture(object? value, string words)
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            CultureInfo.CurrentCulture = german;
            Assert.That(InvariantText.Of(value), value is Shear ? Does.StartWith(words).And.EndsWith(")") : Is.EqualTo(words));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Test]
    public void A_sequence_is_the_list_of_its_steps()
    {
        var one = InvariantText.Of(new Shear { Amplitude = 0.4 });
        var two = InvariantText.Of(new GaussianNoise());
        var sequence = new AugmentationSequence([new Shear { Amplitude = 0.4 }, new GaussianNoise()]);
        Assert.That(InvariantText.Of(sequence), Is.EqualTo($"[{one}, {two}]"));
    }

    [Test]
    public void Properties_are_public_unindexed_and_in_ordinal_order()
        => Assert.That(InvariantText.PropertiesOf(typeof(Owner)).Select(property => property.Name), Is.EqualTo(new[] { "B", "C", "a" }));

    private sealed class Textless
    {
        public override string? ToString() => null;
    }

    private sealed class Owner
    {
        public static int Shared => 0;

        public int a { get; init; }

        public int C { get; init; }

        public int B { get; init; }

        internal int Hidden { get; init; }

        public int this[int index] => index;
    }
}
