namespace MsMclr.MLNet.Cli.Doctor.Findings;

/// <summary>What came of a check.</summary>
internal enum FindingState
{
    /// <summary>It is as it should be.</summary>
    Ok,

    /// <summary>There is nothing to check it on.</summary>
    NotRun,

    /// <summary>It is not as it should be.</summary>
    Failed,
}
