using System.Diagnostics;
using MsMclr.MLNet.Cli.Serve.Health;

namespace MsMclr.MLNet.Tests;

public class HealthPaceTests
{
    [Test]
    public void Few_checks_are_answered_at_once()
    {
        var pace = new HealthPace();
        Assert.That(Enumerable.Range(0, 8).Select(_ => pace.Turn().IsCompleted), Is.All.True);
    }

    [Test]
    public async Task A_flood_is_answered_together_a_little_later()
    {
        var pace = new HealthPace();
        var watch = Stopwatch.StartNew();
        var turns = Enumerable.Range(0, 1_000).Select(_ => pace.Turn()).ToArray();
        Assert.That(turns.Count(turn => turn.IsCompleted), Is.LessThan(100));
        await Task.WhenAll(turns);
        Assert.That(watch.ElapsedMilliseconds, Is.LessThan(5_000));
    }

    [Test]
    public async Task Those_who_ask_in_a_loop_get_a_bounded_number_of_answers()
    {
        var pace = new HealthPace();
        var answers = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 64).Select(async _ =>
        {
            while (watch.ElapsedMilliseconds < 500)
            {
                await pace.Turn();
                Interlocked.Increment(ref answers);
            }
        }));
        Assert.That(answers, Is.LessThan((64 + 8) * (2 + (watch.ElapsedMilliseconds / 100))));
    }
}
