namespace MsMclr.MLNet.Tests;

public class AlphaPoseFormatTests
{
    private static readonly ISkeletonFormat Format = SkeletonFormat.AlphaPose();

    [Test]
    public void Images_are_put_in_the_order_of_their_numbers()
    {
        var clip = Read.Files(Recordings.At("alphapose", "strings"), Format).Single().Clip;
        Assert.That(Recordings.WithBody(clip, 51), Is.EqualTo(Enumerable.Range(0, 12)));
        // The right wrist goes up and down slowly: in order, it never jumps.
        var heights = clip.Chunk(2 * 51).Select(frame => frame[(3 * 10) + 1]).ToArray();
        Assert.That(heights.Zip(heights.Skip(1), (one, next) => Math.Abs(one - next)).Max(), Is.LessThan(10));
    }

    [Test]
    public void Images_with_nobody_are_empty_frames()
    {
        var clip = Read.Files(Recordings.At("alphapose", "numeric"), Format).Single().Clip;
        Assert.That(clip, Has.Length.EqualTo(30 * 2 * 51));
        Assert.That(Recordings.WithBody(clip, 51), Is.EqualTo(Enumerable.Range(0, 10).Concat(Enumerable.Range(20, 10))));
    }

    [TestCase("7")]
    [TestCase("7.0")]
    [TestCase("[7.0]")]
    [TestCase("[[7], 0]")]
    public void An_id_is_a_number_or_an_array_of_it(string idx)
    {
        var person = $$"""{"image_id": "a_003.png", "keypoints": [{{JsonText.Range(1, 51)}}], "idx": {{idx}}}""";
        var other = person.Replace(idx, "9").Replace("[1, 2,", "[5, 2,");
        using var folder = new TemporaryFolder();
        var options = new SkeletonLoader.Options { Format = Format, BodyOrder = BodyOrder.MostActive };
        var text = $"[{person}, {other}, {other.Replace("003", "004")}, {person.Replace("003", "004")}]";
        var clip = Read.All(Read.View(folder.Write("a.json", text), options)).Single().Clip;
        var firsts = Recordings.Firsts(clip, 51);
        Assert.That(firsts[1], Is.EqualTo(firsts[0]));
        var failure = Read.Failure("a.json", $"[{person}, {person}]", Format);
        Assert.That(failure.Reason, Does.Contain("frame number 3 has body 7 twice"));
    }
}
