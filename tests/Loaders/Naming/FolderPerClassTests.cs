using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Recordings as people keep them: a folder a class, the same names in each.</summary>
public class FolderPerClassTests
{
    private static readonly string Recordings = Repository.At("tests", "TestKit", "Cases", "folder-per-class");

    [Test]
    public void Folders_of_openpose_files_are_labels_and_names_are_people()
    {
        var view = OpenPose("{label}/{subject}_*");
        Assert.That(Labels(view), Is.EqualTo(new[] { "sit", "walk" }));
        Assert.That(view.Schema["Subject"].GetNumberNames(), Is.EqualTo(new[] { "a", "b" }));
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1, 2, 1, 2 }));
        var clips = Read.All(view);
        Assert.That(clips.Select(clip => clip.Label), Is.EqualTo(new[] { 1, 1, 2, 2 }));
        Assert.That(clips.Select(clip => clip.Name), Is.EqualTo(new[] { "sit/a", "sit/b", "walk/a", "walk/b" }));
        Assert.That(clips.Select(clip => clip.Clip.Length), Is.All.EqualTo(4 * 2 * 25 * 3), "four frames each");
    }

    [TestCase("{label}/{subject}")]
    [TestCase("{label}/{subject}_{trial}_keypoints.json")]
    public void A_clip_of_many_files_may_be_meant_by_its_name_or_by_its_first_file(string pattern)
        => Assert.That(OpenPose(pattern).GetColumn<uint>("Subject"), Is.EqualTo(new[] { 1, 2, 1, 2 }));

    [Test]
    public void Motion_capture_of_one_name_in_two_folders_is_told_apart()
    {
        var file = Path.Combine(Recordings, "bvh", "walk", "take1.bvh");
        var options = new SkeletonLoader.Options
        {
            Format = SkeletonFormat.Bvh(SkeletonFormat.BvhLayout(file)),
            PathPattern = "{label}/take{trial}.bvh",
        };
        var view = Read.View(Path.Combine(Recordings, "bvh"), options);
        Assert.That(Labels(view), Is.EqualTo(new[] { "sit", "walk" }));
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "sit/take1", "walk/take1" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 1, 2 }));
        Assert.That(view.GetColumn<uint>("Replication"), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public void Labels_that_are_given_keep_their_order_in_every_part()
    {
        var options = Options("{label}/{subject}_*");
        options.Actions = ["walk", "sit", "stand"];
        options.Split = SkeletonProtocol.LeaveSubjectsOut(2).Train;
        var view = Read.View(Path.Combine(Recordings, "openpose"), options);
        Assert.That(Labels(view), Is.EqualTo(options.Actions));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 2, 1 }));
    }

    [Test]
    public void Parts_of_a_split_have_the_same_labels()
    {
        var options = Options("{label}/{subject}_*");
        options.Split = new SkeletonSplit("walkers", clip => clip.Label == 2);
        var view = Read.View(Path.Combine(Recordings, "openpose"), options);
        Assert.That(Labels(view), Is.EqualTo(new[] { "sit", "walk" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 2, 2 }));
    }

    [Test]
    public void A_path_that_does_not_fit_is_a_bad_file()
    {
        var options = Options("{label}/a_{trial}*.json");
        var folder = Path.Combine(Recordings, "openpose");
        Assert.That(
            () => Read.View(folder, options),
            Throws.TypeOf<SkeletonFileException>().With.Message.Contains("b_000000000000_keypoints.json' is not 'a_{trial}*.json'"));
        var skipped = new List<string>();
        options.OnBadFile = OnBadFile.Skip;
        options.OnSkipped = bad => skipped.Add(Path.GetFileName(bad.File));
        Assert.That(Read.All(Read.View(folder, options)).Select(clip => clip.Name), Is.EqualTo(new[] { "sit/a", "walk/a" }));
        Assert.That(skipped, Is.EqualTo(new[] { "b_000000000000_keypoints.json", "b_000000000000_keypoints.json" }));
    }

    [Test]
    public void Labels_from_paths_have_no_schema_before_there_are_paths()
    {
        var loader = Read.Context.Data.CreateSkeletonLoader(Options("{label}/*"));
        Assert.That(() => loader.GetOutputSchema(), Throws.InvalidOperationException.With.Message.Contains("Options.Actions"));
        var files = Directory.GetFiles(Path.Combine(Recordings, "openpose"), "*_000000000000_*", SearchOption.AllDirectories);
        Assert.That(Labels(loader.Load(new MultiFileSource(files))), Is.EqualTo(new[] { "sit", "walk" }));
        var given = Options("{label}/*");
        given.Actions = ["sit", "walk"];
        Assert.That(Labels(Read.Context.Data.CreateSkeletonLoader(given).GetOutputSchema()), Is.EqualTo(given.Actions));
    }

    private static IDataView OpenPose(string pattern) => Read.View(Path.Combine(Recordings, "openpose"), Options(pattern));

    private static SkeletonLoader.Options Options(string pattern) => new()
    {
        Format = SkeletonFormat.OpenPose(SkeletonLayout.OpenPose25),
        PathPattern = pattern,
    };

    private static string[] Labels(IDataView view) => Labels(view.Schema);

    private static string[] Labels(DataViewSchema schema)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        schema["Label"].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
