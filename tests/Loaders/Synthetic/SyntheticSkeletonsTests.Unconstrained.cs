using System.Numerics;

namespace MsMclr.MLNet.Tests;

/// <summary>Unconstrained recordings.</summary>
public partial class SyntheticSkeletonsTests
{
    private const int Pelvis = 0;
    private const int LeftWrist = 6;
    private const int RightWrist = 10;
    private const int LeftAnkle = 14;
    private const int RightAnkle = 18;
    private const int Shoulders = 20;

    // As above, of unconstrained recordings.
    private static readonly double[] SumsOfFirstUnconstrainedPerson =
    [
        12994.075, 6358.173, 8154.373, 10220.214, 6758.473, 10128.230, 9577.035, 9403.479, 9224.348, 9269.968,
        9110.251, 6231.114, 7237.938, 9201.994, 9302.334, 25890.761, 16562.046, 15699.579, 13217.033, 16894.062,
    ];

    // Each option by itself, as it is in unconstrained recordings.
    private static readonly Action<SyntheticSkeletons.Options>[] SingleConditions =
    [
        options => options.Children = 1,
        options => options.FacingDeviation = 30,
        options => options.CameraTilt = 30,
        options => options.Idle = 0.3,
        options => options.Restlessness = 15,
        options => options.ActionStyle = 0.3,
        options => options.SensorError = 0.06,
    ];

    [Test]
    public void Unconstrained_actions_are_drawn_as_ever()
    {
        // The set may not be changed because of what a method reaches on it.
        var sums = Sums(Unconstrained(1, cameras: 1));
        Assert.That(sums, Is.EqualTo(SumsOfFirstUnconstrainedPerson).Within(0.01));
    }

    [Test]
    public void An_unconstrained_clip_is_a_function_of_seed_and_numbers_whatever_else_is_loaded()
    {
        var all = Clips(Unconstrained(5, cameras: 3));
        var options = Unconstrained(5, cameras: 3);
        options.Actions = ["hug", "bow"];
        options.Split = new SkeletonSplit("part", clip => clip.Subject == 5 && clip.Camera == 2);
        var some = Clips(options);
        Assert.That(some, Has.Count.EqualTo(2));
        foreach (var (name, clip) in some)
            Assert.That(clip, Is.EqualTo(all[name]), name);
        options.Seed = 2;
        foreach (var (name, clip) in Clips(options))
            Assert.That(clip, Is.Not.EqualTo(all[name]), name);
    }

    [Test]
    public void Each_condition_alone_makes_other_clips_of_the_same_names([Range(0, 6)] int condition)
    {
        var usual = Clips(new() { Subjects = 1, Repetitions = 1 });
        var options = new SyntheticSkeletons.Options { Subjects = 1, Repetitions = 1 };
        SingleConditions[condition](options);
        var changed = Clips(options);
        Assert.That(changed.Keys, Is.EqualTo(usual.Keys));
        var different = changed.Count(clip => !clip.Value.SequenceEqual(usual[clip.Key]));
        Assert.That(different, Is.GreaterThan(50), "of 60 clips; a body may hide nothing");
    }

    [Test]
    public void Unconstrained_clips_are_finite_of_allowed_lengths_and_in_front_of_the_camera()
    {
        foreach (var (name, clip) in Clips(Unconstrained(12, cameras: 3)))
        {
            Assert.That(clip.Length / 150, Is.InRange(24, 150), name);
            Assert.That(clip.All(float.IsFinite), name);
            foreach (var body in clip.Chunk(75).Where(body => body.Any(value => value != 0)))
                Assert.That(body.Chunk(3).Min(joint => joint[2]), Is.GreaterThan(0.5f), name);
            var second = clip.Chunk(75).Where((_, i) => i % 2 == 1).Any(body => body.Any(value => value != 0));
            Assert.That(second, Is.EqualTo(int.Parse(name.AsSpan(^3)) > 14), name);
        }
    }

    [TestCase("wave left hand", LeftWrist, RightWrist)]
    [TestCase("wave right hand", RightWrist, LeftWrist)]
    [TestCase("kick left", LeftAnkle, RightAnkle)]
    [TestCase("kick right", RightAnkle, LeftAnkle)]
    public void Left_and_right_are_told_apart_by_the_limb_that_moves(string action, int moving, int other)
    {
        var options = Unconstrained(60, cameras: 1);
        options.Actions = [action];
        var clips = Clips(options).Values;
        var told = clips.Count(clip => Travel(clip, moving) > Travel(clip, other));
        Assert.That(told, Is.GreaterThanOrEqualTo(54), "of 60; some kick little, and hidden joints are guessed");
    }

    [Test]
    public void Each_camera_of_a_setup_looks_down_or_up_by_an_angle_of_its_own()
    {
        var options = Unconstrained(40, cameras: 3);
        options.Actions = ["phone call", "wipe face", "clap", "rub hands"];
        var tilts = Clips(options).GroupBy(clip => clip.Key[..8], clip => TrunkTilt(clip.Value)).ToDictionary(group => group.Key, Median);
        Assert.That(tilts, Has.Count.EqualTo(30), "ten setups of three cameras");
        Assert.That(tilts.Values.Max(), Is.InRange(20, 40), "from above, people stand tilted towards the camera");
        Assert.That(tilts.Values.Min(), Is.InRange(-20, 0));
        Assert.That(tilts.Values.Average(), Is.InRange(3, 17));
        Assert.That(tilts.Values.Select(tilt => Math.Round(tilt, 2)), Is.Unique);
    }

    [Test]
    public void People_begin_turned_away_from_where_they_act()
    {
        Assert.That(Turns(Unconstrained(40, cameras: 1)), Is.InRange(20, 50));
        Assert.That(Turns(new() { Subjects = 40, Repetitions = 1, Cameras = 1 }), Is.LessThan(15));

        // The deviation of the shoulders' turn from the first frame to the middle of a clip.
        static double Turns(SyntheticSkeletons.Options options)
        {
            options.Actions = ["clap", "bow"];
            var turns = Clips(options).Values.Select(clip => Turned(clip, 0, clip.Length / 300));
            return Math.Sqrt(turns.Average(turn => turn * turn));
        }
    }

    [TestCase(nameof(SyntheticSkeletons.Options.Children), 1.1)]
    [TestCase(nameof(SyntheticSkeletons.Options.FacingDeviation), -1)]
    [TestCase(nameof(SyntheticSkeletons.Options.CameraTilt), 61)]
    [TestCase(nameof(SyntheticSkeletons.Options.Idle), 0.7)]
    [TestCase(nameof(SyntheticSkeletons.Options.Restlessness), 46)]
    [TestCase(nameof(SyntheticSkeletons.Options.ActionStyle), double.NaN)]
    [TestCase(nameof(SyntheticSkeletons.Options.SensorError), 0.6)]
    public void A_condition_out_of_range_is_refused_by_name(string option, double value)
    {
        var options = new SyntheticSkeletons.Options();
        typeof(SyntheticSkeletons.Options).GetProperty(option)!.SetValue(options, value);
        Assert.That(
            () => Context.Data.LoadSyntheticSkeletons(options),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains(option));
    }

    private static SyntheticSkeletons.Options Unconstrained(int subjects, int cameras)
    {
        var options = SyntheticSkeletons.Options.Unconstrained;
        options.Subjects = subjects;
        options.Repetitions = 1;
        options.Cameras = cameras;
        return options;
    }

    private static Vector3 Joint(float[] clip, int frame, int joint) => new(clip.AsSpan((frame * 150) + (3 * joint), 3));

    private static IEnumerable<int> PresentFrames(float[] clip)
        => Enumerable.Range(0, clip.Length / 150).Where(frame => clip.AsSpan(frame * 150, 75).ContainsAnyExcept(0f));

    /// <summary>How far a joint goes about its mean place, seen from the shoulders.</summary>
    private static double Travel(float[] clip, int joint)
    {
        var places = PresentFrames(clip).Select(frame => Joint(clip, frame, joint) - Joint(clip, frame, Shoulders)).ToList();
        var mean = places.Aggregate(Vector3.Add) / places.Count;
        return places.Average(place => Vector3.DistanceSquared(place, mean));
    }

    /// <summary>Degrees by which the trunk leans towards the camera.</summary>
    private static double TrunkTilt(float[] clip) => Median(PresentFrames(clip).Select(frame =>
    {
        var trunk = Joint(clip, frame, Shoulders) - Joint(clip, frame, Pelvis);
        return double.RadiansToDegrees(Math.Atan2(-trunk.Z, trunk.Y));
    }));

    private static double Turned(float[] clip, int first, int last)
    {
        var turn = (Facing(last) - Facing(first) + 540) % 360;
        return turn - 180;

        double Facing(int frame)
        {
            var line = Joint(clip, frame, 8) - Joint(clip, frame, 4);
            return double.RadiansToDegrees(Math.Atan2(line.Z, line.X));
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
