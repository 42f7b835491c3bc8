using CsCheck;

namespace MsMclr.MLNet.Tests;

public class CocoFormatTests
{
    [Test]
    public void Annotations_follow_the_images_and_results_their_first_mention()
    {
        var tracked = "\"track_id\": 4, ";
        var annotations = $$"""
            {"info": {}, "annotations": [{{Body(9, 1, tracked)}}, {{Body(7, 2, tracked)}}, {"image_id": 7}],
             "images": [{"id": 7}, {"id": 8}, {"id": 9}]}
            """;
        Assert.That(Firsts(annotations), Is.EqualTo(new float[] { 2, 0, 0, 0, 1, 0 }));
        var results = $"[{Body(5, 1)}, {Body(3, 2)}, {Body(5, 3)}]";
        Assert.That(Firsts(results), Is.EqualTo(new float[] { 1, 3, 2, 0 }));
    }

    [TestCase("3", "array of results")]
    [TestCase("[]", "no frame")]
    [TestCase("""{"images": [{"id": 1}]}""", "none of the 1 frames")]
    [TestCase("""{"images": [{}]}""", "no 'id'")]
    [TestCase("""{"images": [{"id": 1}, {"id": 1}]}""", "listed twice")]
    [TestCase("""[{"keypoints": [1]}]""", "1 numbers are not 51")]
    [TestCase("""[{"image_id": []}]""", "an image's id")]
    public void What_is_not_the_format_says_why(string text, string reason)
        => Assert.That(Read.Failure("a.json", text, SkeletonFormat.Coco()).Reason, Does.Contain(reason));

    [Test]
    public void Writing_and_reading_gives_the_same_numbers()
        => Gen.Float[0, 1].Array[51].Array[1, 4].Sample(frames =>
        {
            var results = frames.Select((frame, i) => $$"""{"image_id": "{{i}}.jpg", "keypoints": [{{JsonText.Join(frame)}}]}""");
            var clip = Read.Text("c.json", $"[{string.Join(", ", results)}]", SkeletonFormat.Coco()).Single().Clip;
            return clip.Chunk(51).Where((_, i) => i % 2 == 0).SelectMany(body => body).SequenceEqual(frames.SelectMany(frame => frame));
        }, iter: 30);

    private static string Body(int image, int first, string more = "")
        => $$"""{"image_id": {{image}}, "category_id": 1, {{more}}"keypoints": [{{JsonText.Range(first, 51)}}], "score": 0.5}""";

    private static float[] Firsts(string text)
        => [.. Read.Text("a.json", text, SkeletonFormat.Coco()).Single().Clip.Chunk(51).Select(body => body[0])];
}
