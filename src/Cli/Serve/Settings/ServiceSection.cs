namespace MsMclr.MLNet.Cli.Serve.Settings;

/// <summary>Refuses settings that nobody would read, wherever they stand: command line, environment or <c>appsettings.json</c>.</summary>
internal static class ServiceSection
{
    /// <exception cref="ArgumentException">The section has a setting of another name.</exception>
    public static void Check(IConfigurationSection section, IReadOnlyCollection<string> settings)
    {
        foreach (var setting in section.GetChildren())
        {
            if (settings.Contains(setting.Key, StringComparer.OrdinalIgnoreCase))
                continue;
            throw new ArgumentException($"There is no setting '{setting.Path}'.{Spelling.Hint(setting.Key, settings)}");
        }
    }
}
