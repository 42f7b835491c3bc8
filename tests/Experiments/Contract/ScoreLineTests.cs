namespace MsMclr.MLNet.Tests;

public sealed class ScoreLineTests
{
    [Test]
    public void One_seed_is_a_share_and_several_have_mean_and_deviation()
    {
        var line = new ScoreLine("Trained", [0.5], [0.6, 0.7, 0.8]);
        Assert.That(line.LinearText, Is.EqualTo("50.0 %"));
        Assert.That(line.NearestNeighborsText, Is.EqualTo("70.0 % ± 10.0"));
        Assert.That(new ScoreLine("Fused", [0.5], []).NearestNeighborsText, Is.EqualTo("-"));
    }

    [Test]
    public void Ranks_and_probes_of_several_seeds_have_mean_and_deviation()
    {
        var line = new ScoreLine("Trained", [0.5], [0.6]);
        Assert.That((line.EffectiveRankText, line.ProbeText(probes => probes.Side)), Is.EqualTo(("-", "-")));
        line = line with { EffectiveRanks = [20, 24], Probes = [new(0.5, 0.6, null), new(0.7, 0.6, null)] };
        Assert.That(line.EffectiveRankText, Is.EqualTo("22.0 ± 2.8"));
        Assert.That(line.ProbeText(probes => probes.Mirror), Is.EqualTo("60.0 % ± 14.1"));
        Assert.That(line.ProbeText(probes => probes.Side), Is.EqualTo("-"));
        Assert.That((line with { EffectiveRanks = [20] }).EffectiveRankText, Is.EqualTo("20.0"));
    }

    [Test]
    public void Few_labels_have_the_deviation_of_their_draws()
    {
        var line = new ScoreLine("Trained", [0.5], [0.6]) { FewLabels = [new(3, 0.45, 0.021)] };
        Assert.That(line.FewLabelsText(3), Is.EqualTo("45.0 % ± 2.1"));
        Assert.That(line.FewLabelsText(1), Is.EqualTo("-"));
    }
}
