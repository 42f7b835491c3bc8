using MsMclr.MLNet.Cli.Commands;

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
    public void A_run_that_ends_well_says_nothing() => Assert.That(Run(() => { }), Is.EqualTo(new ToolRun(0, "", "")));

    [Test]
    public void A_fault_of_ours_is_not_hidden()
        => Assert.That(() => Run(() => throw new NullReferenceException()), Throws.TypeOf<NullReferenceException>());

    private static ToolRun Run(Action work, bool isCanceled = false)
    {
        var terminal = Console.Error;
        using var errors = new StringWriter();
        using var cancel = new CancellationTokenSource();
        if (isCanceled)
            cancel.Cancel();
        Console.SetError(errors);
        try
        {
            var code = CommandRun.Run(_ => work(), cancel);
            return new ToolRun(code, "", errors.ToString());
        }
        finally
        {
            Console.SetError(terminal);
        }
    }
}
