using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Tests;

public class RankSumsTests
{
    private const int Groups = 16;

    [Test]
    public void Ranks_add_groups_in_the_order_of_one_process([Values(1, 2, 4, 8, 16)] int size)
    {
        var random = new Random(size);
        var groups = Enumerable.Range(0, Groups).Select(_ => Values(random, 5)).ToArray();
        var expected = Folded(groups, Groups);
        var sums = ThreadRanks.Run(size, rank =>
        {
            var own = Folded([.. groups.Skip(rank.Rank * Groups / size).Take(Groups / size)], Groups / size);
            rank.Sum(own, "numbers");
            return own;
        });
        Assert.That(sums, Has.All.EqualTo(expected));
    }

    [Test]
    public void What_is_combined_is_told_lower_from_higher()
    {
        var chains = ThreadRanks.Run(4, rank =>
        {
            double[] own = [rank.Rank + 1];
            rank.Combine(own, "digits", (lower, higher, both) => both[0] = (lower[0] * Math.Pow(10, Digits(higher[0]))) + higher[0]);
            return own[0];
        });
        Assert.That(chains, Has.All.EqualTo(1234));
    }

    [Test]
    public void Folding_adds_neighbors_first([Range(1, 17)] int count)
    {
        var words = Enumerable.Range(0, count).Select(i => $"{(char)('a' + i)}").ToArray();
        PairwiseTree.Fold(count, (into, from) => words[into] = $"({words[into]}{words[from]})");
        Assert.That(words[0].Count(letter => letter is not ('(' or ')')), Is.EqualTo(count));
        if (count == 6)
            Assert.That(words[0], Is.EqualTo("(((ab)(cd))(ef))"));
    }

    private static int Digits(double number) => (int)Math.Log10(number) + 1;

    private static float[] Folded(float[][] groups, int count)
    {
        var sums = groups.Select(group => (float[])group.Clone()).ToArray();
        PairwiseTree.Fold(count, (into, from) => sums[into] = [.. sums[into].Zip(sums[from], (a, b) => a + b)]);
        return sums[0];
    }

    private static float[] Values(Random random, int count)
        => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(6)))];
}
