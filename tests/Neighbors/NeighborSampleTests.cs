namespace MsMclr.MLNet.Tests;

/// <summary>The samples that use others' packages, each in this one process.</summary>
[NonParallelizable]
public class NeighborSampleTests
{
    private const string Mark = "// Output:";

    private static IEnumerable<TestCaseData> Samples
    {
        get
        {
            yield return Sample(global::Samples.TextAndSkeletons.Run);
            yield return Sample(global::Samples.DataFrameClips.Run);
        }
    }

    [TestCaseSource(nameof(Samples))]
    public void The_sample_prints_what_it_says(Action<TextWriter> run)
    {
        var source = File.ReadAllLines(Repository.At("docs", "samples", "neighbors", $"{run.Method.DeclaringType!.Name}.cs"));
        var promised = source.SkipWhile(line => line != Mark).Skip(1).Select(line => line[3..]);
        using var output = new StringWriter();
        run(output);
        Assert.That(output.ToString().ReplaceLineEndings("\n").TrimEnd('\n'), Is.EqualTo(string.Join('\n', promised)).And.Not.Empty);
    }

    private static TestCaseData Sample(Action<TextWriter> run)
        => new TestCaseData(run).SetArgDisplayNames(run.Method.DeclaringType!.Name);
}
