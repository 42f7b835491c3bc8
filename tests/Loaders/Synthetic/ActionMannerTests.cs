using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet.Tests;

public class ActionMannerTests
{
    [Test]
    public void Without_deviation_everybody_does_an_action_alike()
    {
        var manner = new ActionManner(1, subject: 5, label: 3, curves: 4, deviation: 0);
        Assert.That(manner.Cycles, Is.EqualTo(1));
        for (var curve = 0; curve < 4; curve++)
        {
            Assert.That(manner.Amount(curve), Is.EqualTo(1));
            Assert.That(manner.Lag(curve), Is.Zero);
        }
    }

    [Test]
    public void Amounts_and_repetitions_differ_by_the_deviation_and_joints_lag_by_its_share()
    {
        var manners = Enumerable.Range(1, 2_000).Select(subject => new ActionManner(1, (uint)subject, 3, 1, 0.3)).ToList();
        Assert.That(Deviation(manners.Select(manner => Math.Log(manner.Cycles))), Is.EqualTo(0.3).Within(0.02));
        Assert.That(Deviation(manners.Select(manner => Math.Log(manner.Amount(0)))), Is.EqualTo(0.3).Within(0.02));
        Assert.That(Deviation(manners.Select(manner => manner.Lag(0))), Is.EqualTo(0.045).Within(0.004));
    }

    [Test]
    public void A_manner_belongs_to_a_person_and_an_action()
    {
        var manner = new ActionManner(1, 5, 3, 1, 0.3).Cycles;
        Assert.That(new ActionManner(1, 5, 3, 1, 0.3).Cycles, Is.EqualTo(manner));
        Assert.That(new ActionManner(1, 6, 3, 1, 0.3).Cycles, Is.Not.EqualTo(manner));
        Assert.That(new ActionManner(1, 5, 4, 1, 0.3).Cycles, Is.Not.EqualTo(manner));
        Assert.That(new ActionManner(2, 5, 3, 1, 0.3).Cycles, Is.Not.EqualTo(manner));
    }

    private static double Deviation(IEnumerable<double> values) => Math.Sqrt(values.Average(value => value * value));
}
