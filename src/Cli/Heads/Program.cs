using System.CommandLine;
using MsMclr.MLNet.Examples;
using Spectre.Console;

// Which head suits these embeddings? Every head ML.NET has for it, cross-validated by subject, over embeddings that were computed once.
var embeddings = new Option<string>("--embeddings") { Description = "Embeddings with Features, Label and Subject, as Quickstart and Evaluate write them.", DefaultValueFactory = _ => Path.Combine("artifacts", "quickstart", "embeddings.idv") };
var folds = new Option<int>("--folds") { Description = "Folds of the cross-validation; each person is in one.", DefaultValueFactory = _ => 5 };
var seed = new Option<int>("--seed") { Description = "What folds and trainers draw from.", DefaultValueFactory = _ => 1 };
var only = new Option<string?>("--only") { Description = "Heads whose name contains this." };
var command = new RootCommand("Sweeps ML.NET's trainers over cached embeddings.") { embeddings, folds, seed, only };
command.SetAction(parsed =>
{
    try
    {
        var sweep = HeadSweep.Over(parsed.GetValue(embeddings)!, parsed.GetValue(folds), parsed.GetValue(seed), parsed.GetValue(only));
        HeadTable.Write(AnsiConsole.Console, sweep);
        return 0;
    }
    catch (Exception error) when (error is ArgumentException or FormatException or IOException or UnauthorizedAccessException)
    {
        Console.Error.WriteLine(error.Message);
        return 1;
    }
});
return command.Parse(args).Invoke();
