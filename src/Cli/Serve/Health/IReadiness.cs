namespace MsMclr.MLNet.Cli.Serve.Health;

/// <summary>Something without which the service cannot score.</summary>
internal interface IReadiness
{
    /// <summary>Why clips should go elsewhere now; null if they are welcome. Computes nothing.</summary>
    string? Trouble { get; }
}
