using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Tests;

public class RankMessagesTests
{
    [Test]
    public void All_hear_of_what_is_so_on_one_rank([Values(1, 2, 8)] int size)
    {
        for (var where = -1; where < size; where++)
            Assert.That(ThreadRanks.Run(size, rank => rank.Any(rank.Rank == where, "a flag")), Has.All.EqualTo(where >= 0));
    }

    [Test]
    public void Values_of_all_ranks_stand_in_their_order([Values(1, 2, 4, 16)] int size)
    {
        float[] expected = [.. Enumerable.Range(0, size).SelectMany(rank => new float[] { rank, -rank, 2 * rank })];
        var gathered = ThreadRanks.Run(size, rank => rank.Gather([rank.Rank, -rank.Rank, 2 * rank.Rank], "values"));
        Assert.That(gathered, Has.All.EqualTo(expected));
    }

    [Test]
    public void Everybody_gets_what_the_first_has([Values(1, 2, 8)] int size)
    {
        var random = new Random(size);
        var bytes = new byte[1000];
        random.NextBytes(bytes);
        var got = ThreadRanks.Run(size, rank => rank.FromFirst(rank.Rank == 0 ? bytes : [7], "bytes"));
        Assert.That(got, Has.All.EqualTo(bytes));
        Assert.That(ThreadRanks.Run(size, rank => rank.FromFirst(rank.Rank + 5L, "a number")), Has.All.EqualTo(5));
        Assert.That(ThreadRanks.Run(size, rank => rank.FromFirst(Array.Empty<byte>(), "nothing")), Has.All.Empty);
    }
}
