using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Clips in memory are loaded as files are: any length, labels, people, absent bodies and missing joints.</summary>
public class MemoryClipExtensionsTests
{
    private static readonly MLContext Ml = new(1);
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    [Test]
    public void Arrays_become_a_column_of_clips_with_labels_and_people()
    {
        float[][,,,] clips = [Clip(3, 2), Clip(5, 2), Clip(4, 2)];
        var view = Ml.Data.LoadFromClips(clips, Layout, labels: ["wave", "jump", null], subjects: [3, 0, 1]);
        Assert.That(view.Schema["Clip"].Type, Is.EqualTo(new VectorDataViewType(NumberDataViewType.Single, 0, 2, 25, 3)));
        Assert.That(view.Schema["Clip"].GetSkeletonLayout(), Is.EqualTo(Layout));
        Assert.That(view.GetColumn<float[]>("Clip"), Is.EqualTo(clips.Select(clip => clip.Cast<float>().ToArray())));
        Assert.That(LabelNames(view), Is.EqualTo(new[] { "jump", "wave" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 2u, 1u, 0u }), "sorted; 0 is missing");
        Assert.That(view.GetColumn<uint>("Subject"), Is.EqualTo(new[] { 3u, 0u, 1u }));
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "0", "1", "2" }));
        Assert.That(view.Schema.GetColumnOrNull("Camera"), Is.Null, "nobody tells it");
        Assert.That(view.GetRowCount(), Is.EqualTo(3));
    }

    [Test]
    public void Clips_of_a_view_are_read_back_as_they_were_loaded()
    {
        SkeletonRecording[] clips =
        [
            SkeletonRecording.From(Clip(3, 2)) with { Name = "a", Label = "wave", Subject = 2, Camera = 1, FrameRate = 30 },
            SkeletonRecording.From(Clip(1, 2)) with { Name = "b" },
        ];
        var view = Ml.Data.LoadFromClips(clips, new MemoryClipOptions { Layout = Layout });
        var read = SkeletonClips.Read(view).ToArray();
        Assert.That(read.Select(clip => clip.Values.ToArray()), Is.EqualTo(clips.Select(clip => clip.Values.ToArray())));
        Assert.That(read.Select(clip => clip with { Values = default }), Is.EqualTo(clips.Select(clip => clip with
        {
            Values = default,
            Layout = Layout,
        })));
        Assert.That(
            () => SkeletonClips.Read(Ml.Transforms.CopyColumns("Clip", "Name").Fit(view).Transform(view)),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("Vector<Single, *, M, V, C>"));
    }

    [Test]
    public void Doubles_jagged_arrays_and_lists_of_frames_give_the_same_clips()
    {
        var clip = Clip(4, 2);
        var expected = clip.Cast<float>().ToArray();
        var doubles = new double[4, 2, 25, 3];
        var at = 0;
        foreach (var value in clip)
        {
            doubles[at / 150, at / 75 % 2, at / 3 % 25, at % 3] = value;
            at++;
        }

        float[][][][] jagged = [.. expected.Chunk(150).Select(frame => frame.Chunk(75).Select(Joints).ToArray())];
        List<double[][][]> frames = [.. jagged.Select(frame => Array.ConvertAll(frame, Doubles))];
        IDataView[] views =
        [
            Ml.Data.LoadFromClips(new[] { doubles }, Layout),
            Ml.Data.LoadFromClips(new[] { jagged }, Layout),
            Ml.Data.LoadFromClips(new[] { frames }, Layout),
            Ml.Data.LoadFromClips([SkeletonRecording.From(clip) with { Layout = Layout }]),
        ];
        foreach (var view in views)
            Assert.That(view.GetColumn<float[]>("Clip").Single(), Is.EqualTo(expected));

        static double[][] Doubles(float[][] body) => Array.ConvertAll(body, joint => Array.ConvertAll(joint, value => (double)value));
        static float[][] Joints(float[] body) => [.. body.Chunk(3)];
    }

    [Test]
    public void Bodies_that_are_not_there_are_absent()
    {
        float[][][] one = [Body(1)];
        float[][]?[] second = [null, Body(2)];
        float[][]?[][] clip = [one, second, []];
        var values = Ml.Data.LoadFromClips(new[] { clip }, Layout).GetColumn<float[]>("Clip").Single();
        float[] absent = new float[75];
        float[][] expected = [Flat(1), absent, absent, Flat(2), absent, absent];
        Assert.That(values, Is.EqualTo(expected.SelectMany(body => body)));

        var two = SkeletonRecording.From(Clip(2, 2));
        var single = SkeletonRecording.From(Clip(2, 1));
        var view = Ml.Data.LoadFromClips([single, two], new MemoryClipOptions { Layout = Layout });
        var filled = view.GetColumn<float[]>("Clip").First();
        Assert.That(filled[..75], Is.EqualTo(single.Values[..75].ToArray()));
        Assert.That(filled[75..150], Is.All.Zero);
        Assert.That(filled[150..225], Is.EqualTo(single.Values[75..].ToArray()));

        static float[][] Body(float value) => [.. Flat(value).Chunk(3)];
        static float[] Flat(float value) => [.. Enumerable.Repeat(value, 75)];
    }

    [Test]
    public void A_joint_with_a_NaN_is_missing_and_a_body_of_such_joints_is_none()
    {
        var values = Enumerable.Repeat(1f, 2 * 25 * 3).ToArray();
        values[4] = float.NaN;
        values.AsSpan(75).Fill(float.NaN);
        var clip = new SkeletonRecording { Values = values, Bodies = 2, Joints = 25, Channels = 3 };
        var options = new MemoryClipOptions { Layout = Layout, Coordinates = 2 };
        var read = Ml.Data.LoadFromClips([clip], options).GetColumn<float[]>("Clip").Single();
        Assert.That(read[3..6], Is.EqualTo(new[] { float.NaN, float.NaN, 0 }), "the third value is a score");
        Assert.That(read[6..75], Is.All.EqualTo(1f));
        Assert.That(read[75..], Is.All.Zero);
        Assert.That(values[3], Is.EqualTo(1f), "the caller's clip stays as it is");
    }

    [Test]
    public void Names_and_numbers_are_columns_and_names_of_labels_can_be_given()
    {
        var clip = SkeletonRecording.From(Clip(2, 1)) with
        {
            Layout = Layout, Name = "first", Label = "wave", Subject = 7, Camera = 2, FrameRate = 30,
        };
        var view = Ml.Data.LoadFromClips([clip], new MemoryClipOptions { LabelNames = ["jump", "wave"], Bodies = 2 });
        Assert.That(LabelNames(view), Is.EqualTo(new[] { "jump", "wave" }));
        Assert.That(view.GetColumn<uint>("Label"), Is.EqualTo(new[] { 2u }));
        Assert.That(view.GetColumn<string>("Name"), Is.EqualTo(new[] { "first" }));
        Assert.That(view.GetColumn<uint>("Camera"), Is.EqualTo(new[] { 2u }));
        Assert.That(view.GetColumn<float>("FrameRate"), Is.EqualTo(new[] { 30f }));
        Assert.That(view.GetColumn<float[]>("Clip").Single(), Has.Length.EqualTo(2 * 2 * 25 * 3));
    }

    [Test]
    public void All_that_is_missing_or_wrong_is_named_at_once()
    {
        SkeletonRecording[] clips =
        [
            SkeletonRecording.From(Clip(2, 1)) with { Label = "wave" },
            SkeletonRecording.From(new float[2, 3, 20, 2]) with { Label = "hop" },
            new() { Values = new float[76], Bodies = 1, Joints = 25, Channels = 3 },
        ];
        var told = Assert.Throws<ArgumentException>(() => Ml.Data.LoadFromClips(clips, new MemoryClipOptions { LabelNames = ["wave"] }))!;
        Assert.That(told.Message, Does.Contain("MemoryClipOptions.Layout"));
        Assert.That(told.Message, Does.Contain("clip 1 has 2 values a joint, and the first one 3"));
        Assert.That(told.Message, Does.Contain("clip 1 has the label 'hop'"));
        Assert.That(told.Message, Does.Contain("clip 2 has 76 values, no whole number of frames of 75"));
        var options = new MemoryClipOptions { Layout = Layout, Bodies = 2 };
        told = Assert.Throws<ArgumentException>(() => Ml.Data.LoadFromClips(clips, options))!;
        Assert.That(told.Message, Does.Contain("clip 1 has 20 joints, and the layout ntu-rgb+d"));
        Assert.That(told.Message, Does.Contain("clip 1 has 3 bodies, more than MemoryClipOptions.Bodies (2)"));
        float[][,,,] three = [Clip(1, 1), Clip(1, 1), Clip(1, 1)];
        told = Assert.Throws<ArgumentException>(() => Ml.Data.LoadFromClips(three, Layout, labels: ["a", "b"], subjects: [1]))!;
        Assert.That(told.Message, Is.EqualTo("There are 3 clips, but there are 2 labels and there are 1 subjects; each clip needs one."));
    }

    [Test]
    public void Ragged_frames_are_refused_with_the_place()
    {
        float[][][] good = [[[1, 2], [3, 4]]];
        float[][][] fewer = [[[1, 2]]];
        float[][][] shorter = [[[1, 2], [3]]];
        Assert.That(
            () => SkeletonRecording.From([good, fewer]),
            Throws.ArgumentException.With.Message.Contains("Frame 1, body 0 has 1 joints; the first body has 2"));
        Assert.That(
            () => SkeletonRecording.From([good, shorter]),
            Throws.ArgumentException.With.Message.Contains("Frame 1, body 0, joint 1 has 1 values; the first joint has 2"));
        Assert.That(() => SkeletonRecording.From([new float[0][][]]), Throws.ArgumentException.With.Message.Contains("None of 1 frames"));
        Assert.That(() => SkeletonRecording.From(new float[2, 0, 25, 3]), Throws.ArgumentException.With.Message.Contains("0 bodies (M)"));
    }

    [Test]
    public void A_shuffled_pass_gives_the_same_rows_under_the_same_ids()
    {
        float[][,,,] clips = [.. Enumerable.Range(1, 9).Select(frames => Clip(frames, 1))];
        var view = Ml.Data.LoadFromClips(clips, Layout);
        var lengths = new Dictionary<DataViewRowId, int>();
        foreach (var random in new[] { null, new Random(3) })
        {
            using var cursor = view.GetRowCursor([view.Schema["Clip"]], random);
            var getId = cursor.GetIdGetter();
            var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
            while (cursor.MoveNext())
            {
                var id = default(DataViewRowId);
                var clip = default(VBuffer<float>);
                getId(ref id);
                getClip(ref clip);
                Assert.That(lengths.TryAdd(id, clip.Length) || lengths[id] == clip.Length, Is.True);
            }
        }

        Assert.That(lengths, Has.Count.EqualTo(9));
    }

    private static float[,,,] Clip(int frames, int bodies)
    {
        var random = new Random(frames);
        var clip = new float[frames, bodies, 25, 3];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var body = 0; body < bodies; body++)
            {
                for (var joint = 0; joint < 75; joint++)
                    clip[frame, body, joint / 3, joint % 3] = random.NextSingle() + 0.1f;
            }
        }

        return clip;
    }

    private static string[] LabelNames(IDataView view)
    {
        var names = default(VBuffer<ReadOnlyMemory<char>>);
        view.Schema["Label"].GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
