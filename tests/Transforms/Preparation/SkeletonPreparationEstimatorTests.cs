using CsCheck;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

public class SkeletonPreparationEstimatorTests
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    private sealed class Recorded
    {
        public float[] Clip { get; set; } = [];
    }

    private sealed class InDoubles
    {
        public double[] Clip { get; set; } = [];
    }

    [Test]
    public void What_is_said_without_options_is_the_preparation_of_the_default_recipe()
    {
        var options = new SkeletonPreparationEstimator.Options();
        Assert.That(options.Length, Is.EqualTo(ClipLengthRule.NonEmptyRange));
        Assert.That(options.MissingJoints, Is.EqualTo(MissingJoints.Interpolate));
        Assert.That(options.Centering, Is.EqualTo(ClipCentering.FirstFrame));
        Assert.That(options.Turning, Is.EqualTo(ClipTurning.FirstFrame));
        Assert.That(options.Scale, Is.EqualTo(ClipScale.None));
        Assert.That(options.Scale, Is.EqualTo(default(ClipScale)));
        Assert.That(options.Length, Is.EqualTo(default(ClipLengthRule)), "an enumeration's zero is its default");
        Assert.That(options.Centering, Is.EqualTo(default(ClipCentering)));
        Assert.That(options.Turning, Is.EqualTo(default(ClipTurning)));
        Assert.That(options.MissingJoints, Is.EqualTo(default(MissingJoints)));
    }

    [Test]
    public void The_papers_options_are_fresh_each_time()
    {
        var paper = SkeletonPreparationEstimator.Options.Paper;
        Assert.That(paper.Length, Is.EqualTo(ClipLengthRule.CountNonEmpty));
        Assert.That(paper.Centering, Is.EqualTo(ClipCentering.EachFrame));
        Assert.That(paper.Turning, Is.EqualTo(ClipTurning.OneDirection));
        Assert.That(paper.MissingJoints, Is.EqualTo(MissingJoints.Zero));
        Assert.That(paper.Scale, Is.EqualTo(ClipScale.None));
        paper.Frames = 7;
        Assert.That(SkeletonPreparationEstimator.Options.Paper.Frames, Is.EqualTo(50));
    }

    [Test]
    public void Both_overloads_read_the_column_Clip_unless_told_otherwise()
    {
        var ml = new MLContext();
        var view = Recordings.View(Layout, Recordings.Random(1, 9, Layout));
        var expected = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(view);
        var named = ml.Transforms.Skeleton.Prepare("Other").Fit(view);
        SkeletonPreparationTransformer[] same =
        [
            ml.Transforms.Skeleton.Prepare().Fit(view),
            ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options()).Fit(view),
            ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options { InputColumnName = null }).Fit(view),
        ];
        foreach (var prepare in same)
        {
            Assert.That((prepare.OutputColumnName, prepare.InputColumnName), Is.EqualTo(("Skeleton", "Clip")));
            Assert.That(prepare.Transform(view).Vectors("Skeleton"), Is.EqualTo(expected.Transform(view).Vectors("Skeleton")));
        }

        Assert.That((named.OutputColumnName, named.InputColumnName), Is.EqualTo(("Other", "Clip")));
    }

    [Test]
    public void A_column_that_tells_nothing_is_helped_by_the_flat_overload_and_all_that_is_missing_is_named()
    {
        var ml = new MLContext();
        var rows = new[] { new Recorded { Clip = new float[4 * 2 * 25 * 3] } };
        var view = ml.Data.LoadFromEnumerable(rows);
        var told = Assert.Throws<ArgumentException>(() => ml.Transforms.Skeleton.Prepare().Fit(view))!;
        Assert.That(told.Message, Does.EndWith("set Options.Layout, Options.Bodies, Options.Channels."));
        told = Assert.Throws<ArgumentException>(() => ml.Transforms.Skeleton.Prepare(layout: Layout, channels: 3).Fit(view))!;
        Assert.That(told.Message, Does.EndWith("does not tell how many bodies a frame has (M); set Options.Bodies."));
        var prepare = ml.Transforms.Skeleton.Prepare("Out", "Clip", frames: 20, Layout, bodies: 2, channels: 3).Fit(view);
        Assert.That(prepare.Shape, Is.EqualTo(new ClipShape(3, 20, 25, 2)));
    }

    [Test]
    public void A_column_of_doubles_is_refused_with_the_line_that_converts_it()
    {
        var ml = new MLContext();
        var view = ml.Data.LoadFromEnumerable(new[] { new InDoubles { Clip = [.. Enumerable.Repeat(0.5, 4 * 75)] } });
        var prepare = ml.Transforms.Skeleton.Prepare(layout: Layout, bodies: 1, channels: 3);
        var refused = Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("ConvertType(\"Clip\"");
        Assert.That(() => prepare.Fit(view), refused);
        var converted = ml.Transforms.Conversion.ConvertType("Clip", outputKind: DataKind.Single).Append(prepare);
        Assert.That(converted.Fit(view).Transform(view).GetColumn<float[]>("Skeleton").Single(), Has.Length.EqualTo(3 * 50 * 25));
    }

    [Test]
    public void A_prepared_column_says_how_it_was_prepared()
    {
        var ml = new MLContext();
        var options = SkeletonPreparationEstimator.Options.Paper;
        options.Frames = 20;
        var view = Recordings.View(Layout, Recordings.Random(1, 9, Layout));
        var prepared = ml.Transforms.Skeleton.Prepare(options).Fit(view).GetOutputSchema(view.Schema)["Skeleton"];
        var json = default(ReadOnlyMemory<char>);
        prepared.Annotations.GetValue(SkeletonAnnotations.Preparation, ref json);
        var expected = """
            {"frames":20,"length":"CountNonEmpty","missing_joints":"Zero","longest_interpolated_gap":0,"centering":"EachFrame",
            "turning":"OneDirection","scale":"None","coordinates":3}
            """;
        Assert.That(json.ToString(), Is.EqualTo(expected.ReplaceLineEndings("")));
    }

    [Test]
    public void Options_that_change_afterwards_change_nothing()
    {
        var options = new SkeletonPreparationEstimator.Options { Frames = 20 };
        var estimator = new MLContext().Transforms.Skeleton.Prepare(options);
        options.Frames = 30;
        var view = Recordings.View(Layout, Recordings.Random(1, 9, Layout));
        Assert.That(estimator.Fit(view).Shape.Frames, Is.EqualTo(20));
    }

    [TestCase(0)]
    [TestCase(10_001)]
    public void An_option_out_of_range_is_named(int frames)
    {
        var options = new SkeletonPreparationEstimator.Options { Frames = frames };
        var told = $"SkeletonPreparationEstimator.Options.Frames is {frames}; allowed: 1 to 10000.";
        Assert.That(
            () => new MLContext().Transforms.Skeleton.Prepare(options),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(told));
    }

    [Test]
    public void Turning_each_frame_puts_every_shoulder_line_on_plus_x()
    {
        var clip = Prepare(new() { Turning = ClipTurning.EachFrame, Frames = 20 }, Walk(20, degrees: frame => frame * 30));
        foreach (var (x, z) in Shoulders(clip, 20))
        {
            Assert.That(x, Is.EqualTo(0.4f).Within(1e-5));
            Assert.That(z, Is.Zero.Within(1e-5));
        }
    }

    [Test]
    public void Turning_by_the_first_frame_keeps_how_the_body_turns()
    {
        var clip = Prepare(new() { Turning = ClipTurning.FirstFrame, Frames = 20 }, Walk(20, degrees: frame => 70 + (frame * 5)));
        var lines = Shoulders(clip, 20).ToArray();
        for (var frame = 0; frame < 20; frame++)
        {
            Assert.That(lines[frame].X, Is.EqualTo(0.4 * Math.Cos(frame * 5 * Math.PI / 180)).Within(1e-5));
            Assert.That(lines[frame].Z, Is.EqualTo(0.4 * Math.Sin(frame * 5 * Math.PI / 180)).Within(1e-5));
        }
    }

    [Test]
    public void Turning_does_not_depend_on_where_the_camera_stood()
    {
        var turnings = Gen.Bool.Select(each => each ? ClipTurning.EachFrame : ClipTurning.FirstFrame);
        Gen.Select(Gen.Double[0, 360], turnings).Sample((camera, turning) =>
        {
            // The camera turns the shoulders of Walk, not the way that is walked, so that way must not show.
            var options = new SkeletonPreparationEstimator.Options
            {
                Turning = turning,
                Centering = ClipCentering.EachFrame,
                Frames = 12,
            };
            var one = Prepare(options, Walk(12, frame => 10 * frame));
            var other = Prepare(options, Walk(12, frame => (10 * frame) + camera));
            return one.Zip(other).All(pair => Math.Abs(pair.First - pair.Second) < 1e-4);
        }, iter: 40);
    }

    [Test]
    public void Centering_on_the_first_frame_keeps_the_way_that_is_walked()
    {
        float[] Way(ClipCentering centering)
        {
            var options = new SkeletonPreparationEstimator.Options { Turning = ClipTurning.None, Centering = centering, Frames = 20 };
            var clip = Prepare(options, Walk(20, _ => 0));
            float X(int frame) => clip[((frame * 25) + Layout.Center) * 2];
            return [X(0), X(19)];
        }

        Assert.That(Way(ClipCentering.EachFrame), Is.EqualTo(new[] { 0f, 0f }).Within(1e-5));
        Assert.That(Way(ClipCentering.FirstFrame), Is.EqualTo(new[] { 0f, 1.9f }).Within(1e-5));
    }

    [Test]
    public void An_absent_body_stays_absent([Values] ClipCentering centering, [Values] ClipTurning turning, [Values] ClipScale scale)
    {
        var recording = Walk(8, _ => 30);
        var clip = Prepare(new() { Centering = centering, Turning = turning, Scale = scale }, recording);
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
        var expected = model.Transform(described).Vectors("Skeleton");
        var fromOptions = ml.Transforms.Skeleton.Prepare(options).Fit(plain);
        Assert.That(fromOptions.Transform(plain).Vectors("Skeleton"), Is.EqualTo(expected));
        Assert.That(model.Transform(plain).Vectors("Skeleton"), Is.EqualTo(expected));
        using var engine = ml.Model.CreatePredictionEngine<Recorded, Prepared>(model);
        Assert.That(engine.Predict(new Recorded { Clip = recording }).Skeleton, Is.EqualTo(expected[0]));
    }

    [Test]
    public void A_row_is_prepared_once_however_many_columns_read_it()
    {
        var ml = new MLContext();
        var view = Recordings.View(Layout, [.. Enumerable.Range(0, 7).Select(seed => Recordings.Random(seed, 9, Layout))]);
        var prepared = ml.Transforms.Skeleton.Prepare("Skeleton", "Clip").Fit(view).Transform(view);
        var concatenate = ml.Transforms.CopyColumns("Copy", "Skeleton").Append(ml.Transforms.Concatenate("Both", "Copy", "Skeleton"));
        var wide = concatenate.Fit(prepared).Transform(prepared);
        using (var cursor = wide.GetRowCursor([wide.Schema["Both"], wide.Schema["Skeleton"]]))
        {
            var both = cursor.GetGetter<VBuffer<float>>(wide.Schema["Both"]);
            var skeleton = cursor.GetGetter<VBuffer<float>>(wide.Schema["Skeleton"]);
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
                var across = 0.0;
                if (joint == Layout.RightShoulder)
                    across = 0.2;
                else if (joint == Layout.LeftShoulder)
                    across = -0.2;
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
        {
            var x = At(0, frame, Layout.RightShoulder) - At(0, frame, Layout.LeftShoulder);
            var z = At(2, frame, Layout.RightShoulder) - At(2, frame, Layout.LeftShoulder);
            yield return (x, z);
        }
    }
}
