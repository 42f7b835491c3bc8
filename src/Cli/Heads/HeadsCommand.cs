using System.CommandLine;
using Microsoft.ML;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Heads;

/// <summary>
/// Which head suits these embeddings? Every head ML.NET has for it, cross-validated by subject, over embeddings that were computed once.
/// </summary>
internal sealed class HeadsCommand
{
    private readonly Option<string> _embeddings = new("--embeddings")
    {
        Description = "Embeddings with Features, Label and Subject, as Quickstart, 'msmclr evaluate' and 'msmclr embed' write them.",
        HelpName = "FILE",
        DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart", "embeddings.idv"),
    };

    private readonly Option<int> _folds = new("--folds")
    {
        Description = "Folds of the cross-validation; each person is in one.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 5,
    };

    private readonly Option<int> _seed = new("--seed")
    {
        Description = "What folds and trainers draw from.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<string?> _only = new("--only") { Description = "Heads whose name contains this.", HelpName = "TEXT" };

    public static Command Make() => new HeadsCommand().Command();

    private Command Command()
    {
        var command = new Command("heads", "Compares ML.NET's trainers over saved embeddings.") { _embeddings, _folds, _seed, _only };
        command.SetAction(parsed => CommandRun.Run(() => Run(parsed)));
        return command;
    }

    private void Run(ParseResult parsed)
    {
        var ml = new MLContext(parsed.GetValue(_seed));
        var embeddings = SavedEmbeddings.Load(ml, parsed.GetValue(_embeddings)!);
        var scores = HeadSweep.Over(ml, embeddings, parsed.GetValue(_folds), parsed.GetValue(_only));
        HeadTable.Write(AnsiConsole.Console, scores);
    }
}
