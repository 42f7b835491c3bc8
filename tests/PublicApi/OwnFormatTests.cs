using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.PublicApi.Tests;

public class OwnFormatTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_format_of_ones_own_loads_like_any_other()
    {
        using var folder = new Folder();
        folder.Write("a.stick", "stand1,0,0,0,0,1,0\nstand1,0,0,0,0,1,0\nfall1,0,0,0,1,0,0\n");
        folder.Write("b.stick", "fall2,0,0,0,0,1,0\n");
        folder.Write("c.txt", "not ours");
        var split = new SkeletonSplit("all but stand1", clip => !clip.Name.EndsWith("stand1", StringComparison.Ordinal));
        var view = Context.Data.LoadFromSkeletonFiles(folder.Path, new SkeletonLoader.Options { Format = new StickFigureFormat() });
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "a/stand1", "a/fall1", "b/fall2" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new uint[] { 1, 2, 2 }));
        Assert.That(view.GetColumn<float[]>("Clip").First(), Is.EqualTo(new float[] { 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0 }));
        Assert.That(view.Schema["Clip"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 0, 1, 2, 3)));
        Assert.That(Context.Data.LoadFromSkeletonFiles(folder.Path, new StickFigureFormat(), split).GetColumn<string>("Name"), Is.EqualTo(new[] { "a/fall1", "b/fall2" }));
    }

    [Test]
    public void Limits_and_the_check_for_finite_numbers_are_the_loaders_work()
    {
        using var folder = new Folder();
        var path = folder.Write("a.stick", "x,0,0,0,0,1,0\nx,0,0,0,0,NaN,0\n");
        var exception = Assert.Throws<SkeletonFileException>(() => Count(new SkeletonLoader.Options { Format = new StickFigureFormat() }));
        Assert.That(exception!.Message, Does.Contain(path).And.Contain("frame 2, body 1, joint 2: NaN"));
        Assert.That(Assert.Throws<SkeletonFileException>(() => Count(new SkeletonLoader.Options { Format = new StickFigureFormat(), MaxFrames = 1 }))!.Message, Does.Contain("MaxFrames"));
        folder.Write("a.stick", "x,0,0,0,0,1\n");
        Assert.That(Assert.Throws<SkeletonFileException>(() => Count(new SkeletonLoader.Options { Format = new StickFigureFormat() }))!.Line, Is.EqualTo(1));
        var skipped = new List<SkeletonFileException>();
        folder.Write("b.stick", "y,0,0,0,0,1,0\n");
        Assert.That(Count(new SkeletonLoader.Options { Format = new StickFigureFormat(), OnBadFile = OnBadFile.Skip, OnSkipped = skipped.Add }), Is.EqualTo(1));
        Assert.That(skipped, Has.Count.EqualTo(1));

        int Count(SkeletonLoader.Options options) => Context.Data.LoadFromSkeletonFiles(folder.Path, options).GetColumn<float[]>("Clip").Count();
    }

    private sealed class Folder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("msmclr-public-").FullName;

        public string Write(string name, string text)
        {
            var path = System.IO.Path.Combine(Path, name);
            File.WriteAllText(path, text);
            return path;
        }

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
