namespace MsMclr.MLNet.Tests;

/// <summary>A context of a library's own would keep the user's log, seed and cancellation from what it does.</summary>
public class HiddenContextTests
{
    private static readonly string[] Allowed =
    [
        // A model is saved with a context that passes the user's log on, and does not take the user's GPU.
        "Transforms/Columns/SavingContext.cs",

        // A scorer's model runs a clip on one thread, which a user's context must not be told to do.
        "Transforms/Scorer/ScoredModel.cs",
    ];

    [Test]
    public void Packages_make_no_context_of_their_own()
    {
        var makers = SourceTree.Ours.MakersOf("MLContext").Where(file => !file.StartsWith("Cli/", StringComparison.Ordinal));
        Assert.That(makers.Except(Allowed), Is.Empty);
    }

    [Test]
    public void A_context_that_is_made_would_be_seen()
        => Assert.That(SourceTree.Ours.MakersOf("MLContext"), Has.Some.StartsWith("Cli/"), "the tool is an application");
}
