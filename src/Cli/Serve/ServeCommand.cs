using System.CommandLine;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Scores skeleton clips over HTTP with a saved model. Its options are configuration, as ASP.NET's own are (<see cref="ScoringOptions"/>).</summary>
internal static class ServeCommand
{
    private const string Name = "serve";

    public static Command Make(string[] args)
    {
        var command = new Command(Name, $"Scores skeleton clips over HTTP with a saved model. Takes {string.Join(", ", ScoringApp.OptionNames)} and ASP.NET's own --urls, each with a value.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
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
        catch (Exception error) when (error is ArgumentException or FormatException or IOException or InvalidOperationException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(error.Message);
            return 1;
        }
    }
}
