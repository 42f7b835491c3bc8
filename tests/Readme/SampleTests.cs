using System.Reflection;

namespace MsMclr.MLNet.Tests;

public class SampleTests
{
    private const string Mark = "Output:";

    private static readonly Assembly[] Languages =
        [typeof(Samples.LoadCsv).Assembly, typeof(Samples.FromFSharp).Assembly, typeof(Samples.FromVisualBasic).Assembly];

    // A sample that runs by itself has a method Run(TextWriter), and ends with what it prints.
    private static IEnumerable<TestCaseData> Runnable => Languages.SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.Namespace == nameof(Samples))
        .Select(type => (type.Name, Run: type.GetMethod("Run", [typeof(TextWriter)])))
        .Where(sample => sample.Run is not null)
        .Select(sample => new TestCaseData(sample.Run).SetArgDisplayNames(sample.Name));

    [TestCaseSource(nameof(Runnable))]
    public void The_sample_prints_what_it_says(MethodInfo run)
    {
        var samples = Repository.At("docs", "samples");
        var file = Directory.GetFiles(samples, $"{run.DeclaringType!.Name}.*", SearchOption.AllDirectories).Single();
        // A comment begins with // in C# and F#, and with ' in Visual Basic.
        var comment = file.EndsWith(".vb", StringComparison.Ordinal) ? "' " : "// ";
        var promised = File.ReadAllLines(file).SkipWhile(line => line != comment + Mark).Skip(1).Select(line => line[comment.Length..]);
        using var output = new StringWriter();
        run.CreateDelegate<Action<TextWriter>>()(output);
        var printed = output.ToString().ReplaceLineEndings("\n").TrimEnd('\n');
        Assert.That(printed, Is.EqualTo(string.Join('\n', promised)).And.Not.Empty);
    }
}
