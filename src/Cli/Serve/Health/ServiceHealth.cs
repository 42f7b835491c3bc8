namespace MsMclr.MLNet.Cli.Serve.Health;

/// <summary>Whether the service is ready for clips.</summary>
internal sealed class ServiceHealth(IHostApplicationLifetime lifetime, IEnumerable<IReadiness> parts)
{
    private readonly IReadiness[] _parts = [.. parts];

    /// <summary>Why it is not; null if it is.</summary>
    public string? Trouble()
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            return "The service is stopping.";
        return _parts.Select(part => part.Trouble).FirstOrDefault(trouble => trouble is not null);
    }
}
