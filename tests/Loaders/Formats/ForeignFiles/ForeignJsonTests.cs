using MsMclr.MLNet.Loaders.Formats.ForeignFiles;

namespace MsMclr.MLNet.Tests;

public class ForeignJsonTests
{
    [TestCase("people")]
    [TestCase("label_index")]
    [TestCase("instance_info")]
    [TestCase("annotations")]
    [TestCase("idx")]
    [TestCase("skeletons")]
    [TestCase("frames")]
    [TestCase("pose_landmarks")]
    public void The_format_that_is_named_is_there(string property)
    {
        var remedy = ForeignJson.Remedy(["version", property]);
        var format = remedy[(remedy.LastIndexOf('.') + 1)..];
        Assert.That(typeof(SkeletonFormat).GetMember(format), Is.Not.Empty, remedy);
    }

    [Test]
    public void Nothing_is_said_of_what_is_not_known()
        => Assert.That(ForeignJson.Remedy(["version", "x"]), Is.Empty);
}
