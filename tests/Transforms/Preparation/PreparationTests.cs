using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Transforms.Preparation;

namespace MsMclr.MLNet.Tests;

public class PreparationTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    private sealed class Recorded
    {
        public float[] Clip { get; set; } = [];
    }

    [Test]
    public void An_empty_frame_in_the_middle_cuts_the_tail_by_the_papers_rule_and_not_by_the_corrected_one()
    {
        var frame = 2 * 25 * 3;
        var recording = Recordings.Random(1, 10, Layout);
        for (var i = 0; i < recording.Length; i++)
            recording[i] = i / frame == 4 ? 0 : i / frame;
        recording[0] = 1;
        Assert.That(FrameSelection.Length(With(ClipLengthRule.CountNonEmpty), recording), Is.EqualTo(9));
        Assert.That(FrameSelection.Length(With(ClipLengthRule.LastNonEmpty), recording), Is.EqualTo(10));
        Assert.That(FrameSelection.Length(With(ClipLengthRule.All), [.. recording, .. new float[frame]]), Is.EqualTo(11));
    }

    [Test]
    public void Turning_each_frame_puts_every_shoulder_line_on_plus_x()
    {
        var clip = Prepare(new() { Turning = ClipTurning.EachFrame, Frames = 20 }, Walk(20, degrees: frame => frame * 30));
        foreach (var (x, z) in Shoulders(clip, 20))
            Assert.That((x, z), Is.EqualTo((0.4f, 0f)).Using<(float, float)>((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-5 && Math.Abs(a.Item2 - b.Item2) < 1e-5));
    }

    [Test]
    public void Turning_by_the_first_frame_keeps_how_the_body_turns()
    {
        var lines = Shoulders(Prepare(new() { Turning = ClipTurning.FirstFrame, Frames = 20 }, Walk(20, degrees: frame => 70 + (frame * 5))), 20).ToArray();
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.That(lines[frame].X, Is.EqualTo(0.4 * Math.Cos(frame * 5 * Math.PI / 180)).Within(1e-5));
            Assert.That(lines[frame].Z, Is.EqualTo(0.4 * Math.Sin(frame * 5 * Math.PI / 180)).Within(1e-5));
        }
    }

    [Test]
    public void Turning_does_not_depend_on_where_the_camera_stood()
        => Gen.Select(Gen.Double[0, 360], Gen.Bool.Select(each => each ? ClipTurning.EachFrame : ClipTurning.FirstFrame)).Sample((camera, turning) =>
        {
            var options = new SkeletonPreparationEstimator.Options { Turning = turning, Frames = 12 };
            var (one, other) = (Prepare(options, Walk(12, frame => 10 * frame)), Prepare(options, Walk(12, frame => (10 * frame) + camera)));
            return one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        }, iter: 40);

    [Test]
    public void Centering_on_the_first_frame_keeps_the_way_that_is_walked()
    {
        var (each, first) = (Prepare(new() { Turning = ClipTurning.None, Frames = 20 }, Walk(20, _ => 0)),
            Prepare(new() { Turning = ClipTurning.None, Centering = ClipCentering.FirstFrame, Frames = 20 }, Walk(20, _ => 0)));
        float X(float[] clip, int frame) => clip[((frame * 25) + Layout.Center) * 2];
        Assert.That((X(each, 0), X(each, 19), X(first, 0), X(first, 19)), Is.EqualTo((0f, 0f, 0f, 1.9f)).Using<(float, float, float, float)>((a, b)
            => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) + Math.Abs(a.Item3 - b.Item3) + Math.Abs(a.Item4 - b.Item4) < 1e-5));
    }

    [Test]
    public void An_absent_body_stays_absent([Values] ClipCentering centering, [Values] ClipTurning turning)
    {
        var recording = Walk(8, _ => 30);
        var clip = Prepare(new() { Centering = centering, Turning = turning }, recording);
        Assert.That(clip.Where((_, i) => i % 2 == 1), Has.All.EqualTo(0f));
    }

    [Test]
    public void Layout_and_sizes_come_from_options_where_the_column_has_lost_them()
    {
        var ml = new MLContext();
        var recording = Recordings.Random(3, 17, Layout);
        var plain = ml.Data.LoadFromEnumerable([new Recorded { Clip = recording }]);
        var described = Recordings.View(Layout, recording);
        var options = new SkeletonPreparationEstimator.Options { Layout = Layout, Bodies = 2, Channels = 3 };
        var model = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(described);
        Assert.That(ml.Transforms.Skeleton.Prepare(options).Fit(plain).Transform(plain).Vectors("Skeleton"), Is.EqualTo(model.Transform(described).Vectors("Skeleton")));
        Assert.That(model.Transform(plain).Vectors("Skeleton"), Is.EqualTo(model.Transform(described).Vectors("Skeleton")));
        using var engine = ml.Model.CreatePredictionEngine<Recorded, Prepared>(model);
        Assert.That(engine.Predict(new Recorded { Clip = recording }).Skeleton, Is.EqualTo(model.Transform(described).Vectors("Skeleton")[0]));
    }

    [Test]
    public void A_row_is_prepared_once_however_many_columns_read_it()
    {
        var ml = new MLContext();
        var view = Recordings.View(Layout, [.. Enumerable.Range(0, 7).Select(seed => Recordings.Random(seed, 9, Layout))]);
        var prepared = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(view).Transform(view);
        var wide = ml.Transforms.CopyColumns("Copy", "Skeleton").Append(ml.Transforms.Concatenate("Both", "Copy", "Skeleton")).Fit(prepared).Transform(prepared);
        using (var cursor = wide.GetRowCursor([wide.Schema["Both"], wide.Schema["Skeleton"]]))
        {
            var (both, skeleton) = (cursor.GetGetter<VBuffer<float>>(wide.Schema["Both"]), cursor.GetGetter<VBuffer<float>>(wide.Schema["Skeleton"]));
            var vector = default(VBuffer<float>);
            while (cursor.MoveNext())
            {
                both(ref vector);
                skeleton(ref vector);
            }
        }

        Assert.That((view.Reads, view.Open), Is.EqualTo((7, 0)));
    }

    private sealed class Prepared
    {
        public float[] Skeleton { get; set; } = [];
    }

    private static ClipPreparation With(ClipLengthRule length) => new(Layout, new ClipShape(3, 50, 25, 2), length, ClipCentering.None, ClipTurning.None);

    private static float[] Prepare(SkeletonPreparationEstimator.Options options, float[] recording)
    {
        var view = Recordings.View(Layout, recording);
        return new MLContext().Transforms.Skeleton.Prepare(options).Fit(view).Transform(view).Vectors("Skeleton")[0];
    }

    // One body that walks along x, 0.1 m a frame, its shoulders 0.4 m apart and turned; seen from the side where degrees tell.
    private static float[] Walk(int frames, Func<int, double> degrees)
    {
        var recording = new float[frames * 2 * 25 * 3];
        for (var frame = 0; frame < frames; frame++)
        {
            var (sine, cosine) = Math.SinCos(degrees(frame) * Math.PI / 180);
            for (var joint = 0; joint < 25; joint++)
            {
                var across = joint == Layout.RightShoulder ? 0.2 : joint == Layout.LeftShoulder ? -0.2 : 0;
                var at = ((frame * 50) + joint) * 3;
                recording[at] = (float)((0.1 * frame) + (across * cosine));
                recording[at + 1] = joint + 1;
                recording[at + 2] = (float)(3 + (across * sine));
            }
        }

        return recording;
    }

    private static IEnumerable<(float X, float Z)> Shoulders(float[] clip, int frames)
    {
        float At(int channel, int frame, int joint) => clip[((((channel * frames) + frame) * 25) + joint) * 2];
        for (var frame = 0; frame < frames; frame++)
            yield return (At(0, frame, Layout.RightShoulder) - At(0, frame, Layout.LeftShoulder), At(2, frame, Layout.RightShoulder) - At(2, frame, Layout.LeftShoulder));
    }
}
