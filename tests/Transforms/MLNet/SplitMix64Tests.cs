using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Tests;

public class SplitMix64Tests
{
    [Test]
    public void Gives_the_published_numbers_of_seed_1234567()
    {
        // As Rosetta Code's task "Pseudo-random numbers/Splitmix64" lists them.
        ulong[] published = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821];
        var state = 1234567UL;
        var drawn = published.Select(_ => SplitMix64.Next(ref state)).ToArray();
        Assert.That(drawn, Is.EqualTo(published));
    }

    [Test]
    public void The_upper_half_is_that_of_the_mix_but_for_its_lowest_bit()
    {
        for (var key = 0UL; key < 1000; key++)
            Assert.That(SplitMix64.Upper(key) >> 1, Is.EqualTo((uint)(SplitMix64.Mix(key) >> 33)));
    }
}
