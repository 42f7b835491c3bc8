using System.CommandLine;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>Which head suits these embeddings? Every head ML.NET has for it, cross-validated by subject, over embeddings that were computed once.</summary>
internal static class HeadsCommand
{
    private static readonly Option<string> Embeddings = new("--embeddings")
    {
        Description = "Embeddings with Features, Label and Subject, as Quickstart and 'msmclr evaluate' write them.",
        DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart", "embeddings.idv"),
    };

    private static readonly Option<int> Folds = new("--folds")
    {
        Description = "Folds of the cross-validation; each person is in one.",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<int> Seed = new("--seed") { Description = "What folds and trainers draw from.", DefaultValueFactory = _ => 1 };

    private static readonly Option<string?> Only = new("--only") { Description = "Heads whose name contains this." };

    public static Command Make()
    {
        var command = new Command("heads", "Sweeps ML.NET's trainers over cached embeddings.") { Embeddings, Folds, Seed, Only };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        try
        {
            var sweep = HeadSweep.Over(parsed.GetValue(Embeddings)!, parsed.GetValue(Folds), parsed.GetValue(Seed), parsed.GetValue(Only));
            HeadTable.Write(AnsiConsole.Console, sweep);
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine(error.Message);
            return 1;
        }
    }
}
