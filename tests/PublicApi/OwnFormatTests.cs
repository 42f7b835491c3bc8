using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class OwnFormatTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_format_of_ones_own_loads_like_any_other()
    {
        using var folder = new TemporaryFolder();
        folder.Write("a.stick", "stand1,0,0,0,0,1,0\nstand1,0,0,0,0,1,0\nfall1,0,0,0,1,0,0\n");
        folder.Write("b.stick", "fall2,0,0,0,0,1,0\n");
        folder.Write("c.txt", "not ours");
        var view = Context.Data.LoadFromSkeletonFiles(folder.Path, new SkeletonLoader.Options { Format = new StickFigureFormat() });
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "a/stand1", "a/fall1", "b/fall2" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new uint[] { 1, 2, 2 }));
        Assert.That(view.GetColumn<float[]>("Clip").First(), Is.EqualTo(new float[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0 }));
        Assert.That(view.Schema["Clip"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 0, 1, 2, 3)));
        var split = new SkeletonSplit("all but stand1", clip => !clip.Name.EndsWith("stand1", StringComparison.Ordinal));
        var part = Context.Data.LoadFromSkeletonFiles(folder.Path, new StickFigureFormat(), split);
        Assert.That(part.GetColumn<string>("Name"), Is.EqualTo(new[] { "a/fall1", "b/fall2" }));
    }

    [Test]
    public void Limits_and_the_check_for_infinite_numbers_are_the_loaders_work()
    {
        using var folder = new TemporaryFolder();
        var options = new SkeletonLoader.Options { Format = new StickFigureFormat() };
        int Count() => Context.Data.LoadFromSkeletonFiles(folder.Path, options).GetColumn<float[]>("Clip").Count();

        var path = folder.Write("a.stick", "x,0,0,0,0,1,0\nx,0,0,0,0,NaN,0\n");
        Assert.That(Count(), Is.EqualTo(1), "NaN is a joint that was not found");
        folder.Write("a.stick", "x,0,0,0,0,1,0\nx,0,0,0,0,-Infinity,0\n");
        var notFinite = Assert.Throws<SkeletonFileException>(() => Count());
        Assert.That(notFinite!.Message, Does.Contain(path).And.Contain("frame 2, body 1, joint 2: -Infinity"));
        options.MaxFrames = 1;
        Assert.That(Assert.Throws<SkeletonFileException>(() => Count())!.Message, Does.Contain("MaxFrames"));
        options.MaxFrames = 100;
        folder.Write("a.stick", "x,0,0,0,0,1\n");
        Assert.That(Assert.Throws<SkeletonFileException>(() => Count())!.Line, Is.EqualTo(1));

        var skipped = new List<SkeletonFileException>();
        folder.Write("b.stick", "y,0,0,0,0,1,0\n");
        options.OnBadFile = OnBadFile.Skip;
        options.OnSkipped = skipped.Add;
        Assert.That(Count(), Is.EqualTo(1));
        Assert.That(skipped, Has.Count.EqualTo(1));
    }
}
