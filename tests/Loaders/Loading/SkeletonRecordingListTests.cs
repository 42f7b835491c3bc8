using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SkeletonRecordingListTests
{
    private static ISkeletonFormat Json => SkeletonFormat.JsonFrames(SkeletonLayout.NtuRgbd, bodies: 2);

    [TestCase(1)]
    [TestCase(3)]
    [TestCase(7)]
    [TestCase(30)]
    public void Parts_one_after_the_other_are_the_list(int shards)
    {
        using var folder = Folder(13);
        var loader = Read.Context.Data.CreateSkeletonLoader(SkeletonFormat.NtuRgbd);
        var list = loader.Find(folder.Path);
        Assert.That(list.Count, Is.EqualTo(13));
        Assert.That(list.PathOf(12), Is.EqualTo(folder.File("S001C001P013R001A001.skeleton")));
        var parts = Enumerable.Range(0, shards).Select(shard => Names(loader.Load(list, shard, shards))).ToList();
        Assert.That(parts.SelectMany(names => names), Is.EqualTo(Names(loader.Load(list, 0, 1))));
        Assert.That(parts.Max(names => names.Count) - parts.Min(names => names.Count), Is.LessThanOrEqualTo(1), "parts are equal");
    }

    [Test]
    public void Labels_have_the_same_numbers_in_each_part()
    {
        using var folder = new TemporaryFolder();
        foreach (var label in new[] { "bow", "nod", "wave" })
            folder.Write($"{label}/S001C001P001R001A001.skeleton", NtuText.Small(2));
        var loader = Read.Context.Data.CreateSkeletonLoader(
            new SkeletonLoader.Options { Format = SkeletonFormat.NtuRgbd, PathPattern = "{label}/*" });
        var list = loader.Find(folder.Path);
        for (var shard = 0; shard < 3; shard++)
        {
            var part = loader.Load(list, shard, 3);
            Assert.That(part.Schema["Label"].Type, Is.EqualTo(new KeyDataViewType(typeof(uint), 3)));
            Assert.That(part.GetColumn<uint>("Label"), Is.EqualTo(new[] { (uint)shard + 1 }));
        }
    }

    [Test]
    public void A_part_opens_no_file_of_another()
    {
        using var folder = Folder(4);
        File.WriteAllText(folder.File("S001C001P004R001A001.skeleton"), "damaged");
        var loader = Read.Context.Data.CreateSkeletonLoader(SkeletonFormat.NtuRgbd);
        var list = loader.Find(folder.Path);
        Assert.That(Read.All(loader.Load(list, 0, 2)), Has.Count.EqualTo(2));
        Assert.That(() => Read.All(loader.Load(list, 1, 2)), Throws.TypeOf<SkeletonFileException>());
    }

    [TestCase(0, 0)]
    [TestCase(-1, 2)]
    [TestCase(2, 2)]
    public void A_part_that_there_is_not_is_refused(int shard, int shards)
    {
        using var folder = Folder(2);
        var loader = Read.Context.Data.CreateSkeletonLoader(SkeletonFormat.NtuRgbd);
        var list = loader.Find(folder.Path);
        Assert.That(() => loader.Load(list, shard, shards), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => list.PathOf(2), Throws.InstanceOf<ArgumentOutOfRangeException>());
        var other = Read.Context.Data.CreateSkeletonLoader(Json);
        Assert.That(() => other.Load(list, 0, 1), Throws.ArgumentException.With.Message.Contains("the loader reads"));
    }

    private static List<string> Names(IDataView view) => [.. Read.All(view).Select(row => row.Name)];

    private static TemporaryFolder Folder(int files)
    {
        var folder = new TemporaryFolder();
        for (var person = 1; person <= files; person++)
            folder.Write($"S001C001P{person:000}R001A001.skeleton", NtuText.Small(1 + (person % 4)));
        return folder;
    }
}
