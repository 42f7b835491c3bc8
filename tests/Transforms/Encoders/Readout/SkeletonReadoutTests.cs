using System.Collections.Immutable;
using MsMclr.MLNet.Transforms.Encoders.Readout;

namespace MsMclr.MLNet.Tests;

public partial class SkeletonReadoutTests
{
    private static readonly SkeletonReadout Unusual = new()
    {
        Blocks = [3, 7, 10],
        Groups = ReadoutGroups.Joints,
        Segments = 4,
        Pooling = ReadoutPooling.Mean | ReadoutPooling.Max,
    };

    [Test]
    public void Nothing_said_is_the_papers()
    {
        Assert.That(new SkeletonReadout(), Is.EqualTo(SkeletonReadout.Global));
        Assert.That(SkeletonReadout.MultiScale, Is.Not.EqualTo(SkeletonReadout.Global));
    }

    [Test]
    public void Equality_is_that_of_the_values()
    {
        var same = Unusual with { Blocks = [3, 7, 10] };
        Assert.That((same, same.GetHashCode()), Is.EqualTo((Unusual, Unusual.GetHashCode())));
        Assert.That(Unusual with { Blocks = [3, 8, 10] }, Is.Not.EqualTo(Unusual));
        Assert.That(Unusual with { Groups = ReadoutGroups.Parts }, Is.Not.EqualTo(Unusual));
        Assert.That(Unusual with { Segments = 5 }, Is.Not.EqualTo(Unusual));
        Assert.That(Unusual with { Pooling = ReadoutPooling.Max }, Is.Not.EqualTo(Unusual));
    }

    [Test]
    public void A_line_of_text_says_all()
    {
        Assert.That(Unusual.ToString(), Is.EqualTo("blocks=3,7,10;groups=Joints;segments=4;pooling=Mean,Max"));
        foreach (var readout in new[] { Unusual, SkeletonReadout.Global, SkeletonReadout.MultiScale })
            Assert.That(ReadoutText.Read(readout.ToString()), Is.EqualTo(readout));
    }

    [TestCase("")]
    [TestCase("blocks=10")]
    [TestCase("blocks=;groups=Parts;segments=2;pooling=Mean")]
    [TestCase("blocks=11;groups=Parts;segments=2;pooling=Mean")]
    [TestCase("blocks=7,7;groups=Parts;segments=2;pooling=Mean")]
    [TestCase("blocks=10;groups=Fingers;segments=2;pooling=Mean")]
    [TestCase("blocks=10;groups=Parts;segments=99999999999;pooling=Mean")]
    [TestCase("blocks=10;groups=Parts;segments=2;pooling=8")]
    [TestCase("groups=Parts;blocks=10;segments=2;pooling=Mean")]
    public void Other_text_is_no_readout(string text) => Assert.That(ReadoutText.Read(text), Is.Null);

    [TestCase("Blocks", "3, 2")]
    [TestCase("Blocks", "0")]
    [TestCase("Blocks", "11")]
    [TestCase("Blocks", "")]
    public void Blocks_ascend_from_1_to_10(string option, string blocks)
    {
        ImmutableArray<int> numbers = [.. blocks.Split(", ", StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
        AssertRefused(() => new SkeletonReadout { Blocks = numbers }, option);
    }

    [Test]
    public void Values_out_of_range_are_refused_by_name()
    {
        AssertRefused(() => new SkeletonReadout { Blocks = default }, "Blocks");
        AssertRefused(() => new SkeletonReadout { Groups = (ReadoutGroups)9 }, "Groups");
        AssertRefused(() => new SkeletonReadout { Segments = 0 }, "Segments");
        AssertRefused(() => new SkeletonReadout { Segments = 17 }, "Segments");
        AssertRefused(() => new SkeletonReadout { Pooling = 0 }, "Pooling");
        AssertRefused(() => new SkeletonReadout { Pooling = (ReadoutPooling)4 }, "Pooling");
    }

    private static void AssertRefused(Func<SkeletonReadout> make, string option)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => make())!;
        Assert.That(error.Message, Does.Contain($"SkeletonReadout.{option}").And.Contain("allowed"));
    }
}
