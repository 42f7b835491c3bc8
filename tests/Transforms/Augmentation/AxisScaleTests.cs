namespace MsMclr.MLNet.Tests;

public class AxisScaleTests
{
    [Test]
    public void Each_coordinate_has_one_factor_for_the_whole_clip()
    {
        var clip = ClipUnderTest.Random(new ClipShape(3, 6, 25, 2), 1);
        var factors = new List<double>();
        for (var seed = 0; seed < 300; seed++)
        {
            var scaled = clip.After(new AxisScale(), seed).Values;
            for (var channel = 0; channel < 3; channel++)
            {
                var first = channel * 6 * 50;
                var own = Enumerable.Range(first, 6 * 50).Select(i => (double)scaled[i] / clip.Values[i]).ToList();
                Assert.That(own, Has.All.EqualTo(own[0]).Within(1e-5));
                factors.Add(own[0]);
            }
        }

        Assert.That(factors, Has.All.InRange(0.7, 1.2));
        Assert.That(factors.Average(), Is.EqualTo(0.95).Within(0.02));
    }
}
