using MsMclr.MLNet.Fuzzing;

namespace MsMclr.MLNet.Tests;

/// <summary>What holds for every format. A small part of what <c>tests/Fuzz</c> does at length.</summary>
public class SkeletonFormatTests
{
    [Test]
    public void Damaged_files_of_every_format_give_clips_or_the_documented_exception()
    {
        using var folder = new TemporaryFolder();
        foreach (var target in FuzzTargets.All(folder.Path))
        {
            foreach (var sample in target.Samples)
                Assert.That(target.Run(sample).Taken, $"{target.Name}: the sample itself");
            for (var seed = 0; seed < 1_000; seed++)
            {
                if (target.Run(target.Mutant(seed)).Find is { } find)
                    Assert.Fail($"{target.Name}, seed {seed}: {find}");
            }
        }
    }
}
