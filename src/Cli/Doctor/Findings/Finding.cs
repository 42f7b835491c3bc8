namespace MsMclr.MLNet.Cli.Doctor.Findings;

/// <summary>What a check found.</summary>
/// <param name="Check">What was checked.</param>
/// <param name="State">What came of it.</param>
/// <param name="Text">What was found, in words.</param>
internal sealed record Finding(string Check, FindingState State, string Text)
{
    /// <summary>What was measured, by its name with its unit.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>Runs a check. What it throws is what it found.</summary>
    public static Finding Of(string check, Func<Finding> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // The checks are there to find out what fails; the reason is one sentence of the innermost cause.
            return new Finding(check, FindingState.Failed, Reason(error));
        }
    }

    private static string Reason(Exception error)
    {
        var cause = error;
        while (cause is TypeInitializationException or AggregateException && cause.InnerException is { } inner)
            cause = inner;
        return cause.Message.ReplaceLineEndings(" ");
    }
}
