using System.CommandLine;

namespace MsMclr.MLNet.Cli.Serve.Hosting;

/// <summary>
/// Scores skeleton clips over HTTP with a saved model. Its options are configuration, as ASP.NET's own are (<see cref="ScoringOptions"/>).
/// </summary>
internal static class ServeCommand
{
    private const string Name = "serve";

    public static Command Make(string[] args)
    {
        var options = string.Join(", ", ScoringApp.OptionNames);
        var description = "Scores skeleton clips over HTTP with a saved model. "
            + $"Takes {options} and ASP.NET's own --urls, each with a value.";

        // ASP.NET's configuration reads the options, and more than are named here. What it would pass over is refused there.
        var command = new Command(Name, description) { TreatUnmatchedTokensAsErrors = false };
        command.SetAction((_, _) => Run([.. args.SkipWhile(word => word != Name).Skip(1)]));
        return command;
    }

    private static async Task<int> Run(string[] args)
    {
        try
        {
            await using var app = ScoringApp.Create(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }

    private static bool IsUsersToMend(Exception error) => error
        is ArgumentException or FormatException or IOException or InvalidOperationException or UnauthorizedAccessException;
}
