using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public partial class MsMclrTrainerTests
{
    private static readonly MLContext Context = new(1);

    [Test]
    public void A_missing_column_is_told_alike_by_Fit_and_GetOutputSchema()
    {
        var options = PreparedClips.Options();
        options.InputColumnName = "Nothing";
        var trainer = Context.SelfSupervised.Trainers.MsMclr(options);
        var told = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Could not find input column 'Nothing'");
        Assert.That(() => trainer.Fit(PreparedClips.View(Context, 8)), told);
        var column = MLNetInternals.NewColumn(
            "Skeleton", SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Single, false, null);
        told = Throws.InstanceOf<ArgumentOutOfRangeException>().With.Message.Contains("Could not find input column 'Nothing'");
        Assert.That(() => trainer.GetOutputSchema(new SchemaShape([column])), told);
    }

    [Test]
    public void A_column_of_the_wrong_type_is_told_with_the_expected_one()
    {
        var view = Context.Data.LoadFromEnumerable(new[] { new { Skeleton = 3 } });
        var message = MessageOf<ArgumentOutOfRangeException>(PreparedClips.Options(), view);
        Assert.That(message, Does.Contain("Schema mismatch for input column 'Skeleton': expected Vector<Single, C, T, V, M>, got Int32"));
    }

    [Test]
    public void A_layout_of_20_joints_given_to_25_is_told()
    {
        var options = PreparedClips.Options();
        options.Layout = SkeletonLayout.KinectV1;
        var message = MessageOf<ArgumentException>(options, PreparedClips.View(Context, 8));
        Assert.That(message, Does.Contain("holds 25 joints").And.Contain("kinect-v1 (20 joints)"));
    }

    [Test]
    public void A_layout_that_contradicts_the_columns_own_is_told_before_training()
    {
        var theirs = SkeletonLayout.NtuRgbd;
        var other = new SkeletonLayout(
            "mine", theirs.Joints, theirs.Bones, theirs.Center, theirs.Mirror, theirs.Parts, theirs.Regions);
        IDataView Annotated(SkeletonLayout layout)
        {
            var definition = PreparedClips.Definition();
            definition["Skeleton"].AddAnnotation("SkeletonLayout", layout.ToJson().AsMemory(), TextDataViewType.Instance);
            return Context.Data.LoadFromEnumerable(Rows(8), definition);
        }

        var options = PreparedClips.Options();
        var seen = 0;
        options.Progress = new Reports<MsMclrProgress>(_ => seen++);
        options.Layout = other;
        var message = MessageOf<ArgumentOutOfRangeException>(options, Annotated(theirs));
        Assert.That(message, Does.Contain("the skeleton layout mine"));
        Assert.That(seen, Is.Zero);
        Fit(options, Annotated(other));
    }

    [Test]
    public void A_column_without_a_layout_is_told_with_the_option_to_set()
    {
        var options = PreparedClips.Options();
        options.Layout = null;
        var message = MessageOf<ArgumentException>(options, PreparedClips.View(Context, 8));
        Assert.That(message, Does.Contain("MsMclrTrainer.Options.Layout"));
    }

    [Test]
    public void Fewer_clips_than_a_batch_are_told_with_both_numbers()
    {
        var message = MessageOf<InvalidOperationException>(PreparedClips.Options(), PreparedClips.View(Context, 7));
        Assert.That(message, Does.Contain("7 clips").And.Contain("BatchSize (8)"));
    }

    [Test]
    public void More_neighbors_to_mine_than_the_queue_has_keys_are_told_before_training()
    {
        var options = PreparedClips.Options(epochs: 2);
        options.Recipe = options.Recipe with { MinedNeighbors = 9, MiningAfter = 1 };
        var message = MessageOf<InvalidOperationException>(options, PreparedClips.View(Context, 20));
        Assert.That(message, Does.Contain("MinedNeighbors is 9").And.Contain("8 keys"));
    }

    [Test]
    public void What_fails_while_views_are_made_is_thrown_as_it_is()
    {
        var view = PreparedClips.View(Context, 16, shape: PreparedClips.Shape with { Channels = 2 });
        Assert.That(() => Fit(PreparedClips.Options(), view), Throws.Exception.Not.TypeOf<AggregateException>());
    }

    [Test]
    public void A_batch_that_segments_cannot_divide_is_told()
    {
        var options = PreparedClips.Options();
        options.Recipe = MsMclrRecipe.Paper with { BatchSize = 6, QueueSize = 60 };
        var message = MessageOf<InvalidOperationException>(options, PreparedClips.View(Context, 12));
        Assert.That(message, Does.Contain("multiple of 8"));
    }

    [Test]
    public void Coordinates_that_are_no_numbers_are_told_with_their_row()
    {
        var clips = Rows(8).ToArray();
        clips[5].Skeleton[3] = float.NaN; // A missing joint is no error.
        clips[5].Skeleton[17] = float.PositiveInfinity;
        var view = Context.Data.LoadFromEnumerable(clips, PreparedClips.Definition());
        var message = MessageOf<FormatException>(PreparedClips.Options(), view);
        Assert.That(message, Does.Contain("'Skeleton', row 5: value 17 is "));
    }

    [Test]
    public void More_clips_than_the_memory_limit_train_alike_from_a_file_and_are_told()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext(1);
        var log = new List<string>();
        context.Log += (_, line) => log.Add(line.Message);
        var view = PreparedClips.View(context, 12);
        using var memory = context.SelfSupervised.Trainers.MsMclr(PreparedClips.Options()).Fit(view);
        var options = PreparedClips.Options();
        options.MaxStoreBytes = 10 * PreparedClips.Shape.Length * sizeof(float);
        options.CacheDirectory = folder.Path;
        using var file = context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
        Assert.That(PreparedClips.Features(file, view), Is.EqualTo(PreparedClips.Features(memory, view)));
        Assert.That(log, Has.Some.Contains("MaxStoreBytes").And.Some.Contains(folder.Path));
        Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
    }

    [Test]
    public void A_gpu_that_is_not_there_is_an_error_without_fallback_and_the_cpu_with_it()
    {
        if (TorchSharp.torch.cuda.is_available())
            Assert.Ignore("There is a GPU.");
        var view = PreparedClips.View(Context, 8);
        var options = PreparedClips.Options(epochs: 1);
        options.GpuDeviceId = 0;
        options.FallbackToCpu = false;
        Assert.That(MessageOf<InvalidOperationException>(options, view), Does.Contain("FallbackToCpu"));
        options.FallbackToCpu = true;
        using var transformer = Context.SelfSupervised.Trainers.MsMclr(options).Fit(view);
        Assert.That(PreparedClips.Features(transformer, view), Has.All.Matches<float>(float.IsFinite));
    }

    private static IEnumerable<PreparedClips.Row> Rows(int count) => Enumerable.Range(0, count)
        .Select(clip => new PreparedClips.Row { Skeleton = PreparedClips.Clip(clip, PreparedClips.Shape, false) });

    private static void Fit(MsMclrTrainer.Options options, IDataView view)
        => Context.SelfSupervised.Trainers.MsMclr(options).Fit(view).Dispose();

    private static string MessageOf<TError>(MsMclrTrainer.Options options, IDataView view)
        where TError : Exception
        => Assert.Throws<TError>(() => Fit(options, view))!.Message;
}
