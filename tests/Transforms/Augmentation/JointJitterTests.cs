namespace MsMclr.MLNet.Tests;

public class JointJitterTests
{
    [Test]
    public void A_joint_is_off_by_the_same_in_every_frame()
    {
        var shape = new ClipShape(3, 5, 25, 2);
        var clip = ClipUnderTest.Random(shape, 1, absentBody: 1);
        var moved = clip.After(new JointJitter { Probability = 1, StandardDeviation = 0.1 }, 3).Values;
        var squares = 0.0;
        for (var i = 0; i < shape.Length; i++)
        {
            var first = (i / (5 * 50) * 5 * 50) + (i % 50);
            Assert.That(moved[i] - clip.Values[i], Is.EqualTo(moved[first] - clip.Values[first]).Within(1e-6));
            squares += Math.Pow(moved[i] - clip.Values[i], 2) / (shape.Length / 2.0);
        }

        Assert.That(Math.Sqrt(squares), Is.EqualTo(0.1).Within(0.03));
        Assert.That(moved.Where((_, i) => i % 2 == 1), Has.All.Zero, "an absent body stays absent");
    }
}
