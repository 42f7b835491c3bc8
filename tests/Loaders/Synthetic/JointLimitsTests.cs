using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet.Tests;

public class JointLimitsTests
{
    [Test]
    public void Angles_are_brought_into_their_ranges_and_places_are_left_alone()
    {
        var dof = new double[(int)Dof.Count];
        dof.AsSpan().Fill(-500);
        JointLimits.Apply(dof);
        Assert.That(dof[(int)Dof.ElbowLeft], Is.Zero);
        Assert.That(dof[(int)Dof.KneeRight], Is.Zero);
        Assert.That(dof[(int)Dof.ShoulderFlexLeft], Is.EqualTo(-50));
        Assert.That(dof[(int)Dof.Forward], Is.EqualTo(-500));
        Assert.That(dof[(int)Dof.Turn], Is.EqualTo(-500));
    }

    [Test]
    public void What_is_within_its_range_stays()
    {
        var dof = Enumerable.Range(0, (int)Dof.Count).Select(i => i / 2.0).ToArray();
        var before = dof.ToArray();
        JointLimits.Apply(dof);
        Assert.That(dof, Is.EqualTo(before));
    }

    [Test]
    public void Left_and_right_have_the_same_limits([Values(-500.0, 500.0)] double angle)
    {
        var dof = new double[(int)Dof.Count];
        dof.AsSpan().Fill(angle);
        JointLimits.Apply(dof);
        for (var left = (int)Dof.ShoulderFlexLeft; left < dof.Length; left += 2)
            Assert.That(dof[left], Is.EqualTo(dof[left + 1]), $"{(Dof)left}");
    }
}
