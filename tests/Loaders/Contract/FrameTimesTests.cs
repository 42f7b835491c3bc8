using CsCheck;

namespace MsMclr.MLNet.Tests;

public class FrameTimesTests
{
    [Test]
    public void Rounded_times_do_not_add_up_to_a_gap()
    {
        var seconds = Enumerable.Range(0, 900).Select(frame => Math.Round(frame / 30.0, 3)).ToArray();
        var times = new FrameTimes(seconds);
        Assert.That(seconds.Select(times.Position), Is.EqualTo(Enumerable.Range(0, 900)));
        Assert.That(times.FrameRate, Is.EqualTo(30).Within(0.01));
    }

    [Test]
    public void Times_that_were_lost_leave_positions_out()
        => Gen.Select(Gen.Int[1, 299].HashSet[0, 60], Gen.Double[-0.1, 0.1].Array[301], Gen.Double[5, 120], Gen.Double[0, 1e6])
            .Sample((lost, jitter, rate, start) =>
            {
                var frames = Enumerable.Range(0, 301).Where(frame => !lost.Contains(frame)).ToArray();
                var times = new FrameTimes(frames.Select(Time).Reverse());
                return frames.All(frame => times.Position(Time(frame)) == frame) && Math.Abs(times.FrameRate - rate) < 0.01 * rate;

                double Time(int frame) => start + ((frame + jitter[frame]) / rate);
            });

    [Test]
    public void A_single_time_tells_no_rate()
    {
        var times = new FrameTimes([3, 3]);
        Assert.That((times.Position(3), times.FrameRate), Is.EqualTo((0, 0f)));
    }

    [Test]
    public void What_is_no_time_is_refused()
    {
        Assert.Throws<FormatException>(() => _ = new FrameTimes([0, double.NaN]));
        Assert.Throws<FormatException>(() => _ = new FrameTimes([0, 1e-300, 2e-300, 1e300]));
        Assert.Throws<ArgumentException>(() => new FrameTimes([0, 1]).Position(0.5));
    }
}
