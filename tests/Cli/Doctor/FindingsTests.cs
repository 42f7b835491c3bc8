using System.Text.Json;
using MsMclr.MLNet.Cli.Doctor.Findings;
using MsMclr.MLNet.Cli.Doctor.Steps;

namespace MsMclr.MLNet.Tests;

public class FindingsTests
{
    [Test]
    public void What_a_check_throws_is_what_it_found()
    {
        var cause = new DllNotFoundException("There is no libtorch:\nadd libtorch-cpu-linux-x64.");
        var finding = Finding.Of("libtorch", () => throw new TypeInitializationException("torch", cause));
        Assert.That(finding.State, Is.EqualTo(FindingState.Failed));
        Assert.That(finding.Text, Is.EqualTo("There is no libtorch: add libtorch-cpu-linux-x64."));
        Assert.That(() => Finding.Of("c", () => throw new OperationCanceledException()), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public void A_failure_and_only_that_makes_the_whole_not_well()
    {
        Finding[] findings = [new("one", FindingState.Ok, "fine"), new("two", FindingState.NotRun, "no GPU")];
        Assert.That(IsOk(findings), Is.True);
        Assert.That(IsOk([.. findings, new Finding("three", FindingState.Failed, "why")]), Is.False);

        static bool IsOk(Finding[] findings)
        {
            using var json = JsonDocument.Parse(FindingsWriter.Json(findings));
            return json.RootElement.GetProperty("ok").GetBoolean();
        }
    }

    [Test]
    public void Losses_that_differ_or_are_missing_fail()
    {
        Assert.That(GoldenSteps.Compare("g", GoldenSteps.Known).State, Is.EqualTo(FindingState.Ok));
        Assert.That(GoldenSteps.Compare("g", [.. GoldenSteps.Known.Take(2)]).State, Is.EqualTo(FindingState.Failed));
        for (var step = 0; step < GoldenSteps.Known.Count; step++)
        {
            double[] wrong = [.. GoldenSteps.Known];
            wrong[step] *= 1.006;
            Assert.That(GoldenSteps.Compare("g", wrong).State, Is.EqualTo(FindingState.Failed), $"step {step}");
            wrong[step] = double.NaN;
            Assert.That(GoldenSteps.Compare("g", wrong).State, Is.EqualTo(FindingState.Failed), $"step {step}");
        }
    }
}
