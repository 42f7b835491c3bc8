using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

[NonParallelizable]
public class CommandRunTests
{
    [Test]
    public void What_a_user_can_mend_is_one_sentence_and_the_files_own_comes_first()
    {
        var file = new SkeletonFileException("clip.skeleton", 3, "it is short");
        var run = Run(() => throw new InvalidOperationException("The cache failed.", new AggregateException(file)));
        Assert.That(run.ExitCode, Is.EqualTo(1));
        Assert.That(run.Errors.Trim(), Is.EqualTo("clip.skeleton, line 3: it is short"));
    }

    [Test]
    public void A_canceled_run_says_so_however_its_exception_is_wrapped()
    {
        var run = Run(() => throw new InvalidOperationException("The cache failed.", new OperationCanceledException()), isCanceled: true);
        Assert.That(run.ExitCode, Is.EqualTo(130));
        Assert.That(run.Errors, Does.StartWith("Canceled"));
    }

    [Test]
    public void What_mlnet_wraps_on_another_thread_is_told_by_its_cause()
    {
        var ml = new MLContext(1);
        var rows = ml.Data.LoadFromEnumerable(Rows());
        var run = Run(() => ml.Data.Cache(rows).GetColumn<float>("Value").ToArray());
        Assert.That(run, Is.EqualTo((1, "Row 3 is not to be had." + Environment.NewLine)));

        static IEnumerable<Row> Rows()
        {
            yield return new Row();
            yield return new Row();
            throw new InvalidOperationException("Row 3 is not to be had.");
        }
    }

    [Test]
    public void A_message_of_ours_is_told_and_not_what_caused_it()
    {
        var run = Run(() => throw new FormatException("'a.zip' cannot be loaded: no entry.", new IOException("no entry")));
        Assert.That(run.Errors.Trim(), Is.EqualTo("'a.zip' cannot be loaded: no entry."));
    }

    [Test]
    public void A_canceled_run_that_can_go_on_says_how()
    {
        var run = Run(() => throw new OperationCanceledException(), isCanceled: true, hint: "Go on with --resume.");
        Assert.That(run.Errors.Trim(), Is.EqualTo("Canceled; nothing half-written was left behind. Go on with --resume."));
    }

    [Test]
    [Platform("Linux,MacOsX")]
    [CancelAfter(60_000)]
    public void SIGTERM_cancels_the_run_and_tells_so_by_the_exit_code(CancellationToken cancellation)
    {
        var terminal = Console.Error;
        using var errors = new StringWriter();
        Console.SetError(errors);
        try
        {
            var code = CommandRun.Run(
                stop =>
                {
                    using (var kill = Process.Start("kill", ["-TERM", $"{Environment.ProcessId}"]))
                        kill.WaitForExit();
                    WaitHandle.WaitAny([stop.WaitHandle, cancellation.WaitHandle]);
                    stop.ThrowIfCancellationRequested();
                },
                () => "Go on with --resume.");
            Assert.That(code, Is.EqualTo(143));
            Assert.That(errors.ToString(), Does.Contain("Go on with --resume."));
        }
        finally
        {
            Console.SetError(terminal);
        }
    }

    [Test]
    public void A_run_that_ends_well_says_nothing() => Assert.That(Run(() => { }), Is.EqualTo((0, "")));

    [Test]
    public void A_fault_of_ours_is_not_hidden()
        => Assert.That(() => Run(() => throw new NullReferenceException()), Throws.TypeOf<NullReferenceException>());

    private static (int ExitCode, string Errors) Run(Action work, bool isCanceled = false, string? hint = null)
    {
        var terminal = Console.Error;
        using var errors = new StringWriter();
        using var cancel = new CancellationTokenSource();
        if (isCanceled)
            cancel.Cancel();
        Console.SetError(errors);
        try
        {
            var code = CommandRun.Run(_ => work(), hint is null ? null : () => hint, cancel);
            return (code, errors.ToString());
        }
        finally
        {
            Console.SetError(terminal);
        }
    }

    private sealed class Row
    {
        public float Value { get; set; }
    }
}
