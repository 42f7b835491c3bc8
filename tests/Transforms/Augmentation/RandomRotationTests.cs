using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet.Tests;

public class RandomRotationTests
{
    [Test]
    public void A_rotation_keeps_distances()
    {
        foreach (var map in Draws(new RandomRotation { OtherDegrees = 0 }))
        {
            var x = map.XX * ((map.YY * map.ZZ) - (map.YZ * map.ZY));
            var y = map.XY * ((map.YX * map.ZZ) - (map.YZ * map.ZX));
            var z = map.XZ * ((map.YX * map.ZY) - (map.YY * map.ZX));
            Assert.That(x - y + z, Is.EqualTo(1).Within(1e-12), "the determinant");
        }
    }

    [Test]
    public void It_goes_both_ways_and_the_papers_only_one()
    {
        var both = Draws(new RandomRotation { OtherDegrees = 0 }).Select(Sign).Distinct();
        var one = Draws(RandomRotation.Paper with { OtherDegrees = 0 }).Select(Sign).Distinct();
        Assert.That(both, Is.EquivalentTo(new[] { -1, 1 }));
        Assert.That(one, Has.Exactly(1).Items);
    }

    private static int Sign(LinearMap map) => Math.Sign(map.YZ + map.XY - map.XZ);

    private static LinearMap[] Draws(RandomRotation rotation)
        => [.. Enumerable.Range(0, 200).Select(seed =>
        {
            var random = AugmentationRandom.For(seed, 0, 0, 0);
            return rotation.Draw(ref random);
        })];
}
