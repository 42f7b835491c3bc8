using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet.Tests;

public class JointRangeTests
{
    // Numbers of a frame's bodies stand side by side; what works on several at once is held to the plain loop.
    [Test]
    public void The_range_of_a_frame_is_that_of_each_body([Values(1, 2, 3, 4, 8)] int bodies, [Values(1, 3, 20, 25, 33)] int joints)
    {
        var random = new Random((100 * bodies) + joints);
        var row = Enumerable.Range(0, joints * bodies).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var low = new float[bodies];
        var high = new float[bodies];
        JointRange.Of(row, low, high);
        for (var body = 0; body < bodies; body++)
        {
            var own = row.Where((_, i) => i % bodies == body).ToArray();
            Assert.That((low[body], high[body]), Is.EqualTo((own.Min(), own.Max())), $"body {body}");
        }
    }
}
