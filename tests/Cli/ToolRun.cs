namespace MsMclr.MLNet.Tests;

/// <summary>How a command ended.</summary>
/// <param name="ExitCode">What the shell is told.</param>
/// <param name="Output">What it wrote on the standard output.</param>
/// <param name="Errors">What it wrote on the standard error.</param>
internal sealed record ToolRun(int ExitCode, string Output, string Errors)
{
    /// <summary>Requires the command to have done what it was asked.</summary>
    public ToolRun Succeeded()
    {
        Assert.That(ExitCode, Is.Zero, Output + Errors);
        return this;
    }

    /// <summary>Requires the command to have said why it cannot be done, and no stack trace.</summary>
    public void Refused(string reason)
    {
        Assert.That(ExitCode, Is.EqualTo(1), Output + Errors);
        Assert.That(Output + Errors, Does.Contain(reason).And.Not.Contain("   at "));
    }

    /// <summary>Requires that to have been one sentence on the standard error.</summary>
    public void RefusedInOneLine(string reason)
    {
        Refused(reason);
        Assert.That(Errors.Trim().Split('\n'), Has.Length.EqualTo(1), Errors);
    }
}
