using System.Reflection;

namespace MsMclr.MLNet.Tests;

[SetCulture("")]
public class SampleTests
{
    private const string Mark = "// Output:";

    // A sample that runs by itself has a method Run(TextWriter), and ends with what it prints.
    private static IEnumerable<TestCaseData> Runnable => typeof(Samples.LoadCsv).Assembly.GetTypes()
        .Where(type => type.Namespace == nameof(Samples))
        .Select(type => (type.Name, Run: type.GetMethod("Run", [typeof(TextWriter)])))
        .Where(sample => sample.Run is not null)
        .Select(sample => new TestCaseData(sample.Run).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Runnable))]
    public void The_sample_prints_what_it_says(MethodInfo run)
    {
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "samples", $"{run.DeclaringType!.Name}.cs"));
        var promised = source.SkipWhile(line => line != Mark).Skip(1).Select(line => line[3..]).ToArray();
        using var output = new StringWriter();
        run.CreateDelegate<Action<TextWriter>>()(output);
        var printed = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
        Assert.That(printed, Is.EqualTo(string.Join('\n', promised)).And.Not.Empty);
    }
}
