using System.CommandLine;
using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Doctor.Findings;
using MsMclr.MLNet.Interop;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Doctor;

/// <summary>Says what a machine has for training and scoring, and whether it computes right.</summary>
internal sealed class DoctorCommand
{
    private const int MaxBatch = 256;

    private readonly Option<int> _gpu = new("--gpu")
    {
        Description = "The number of the GPU to look at.",
        HelpName = "NUMBER",
    };

    private readonly Option<int?> _batch = new("--batch")
    {
        Description = "The clips of a timed step. 32 on a GPU and 8 on the CPU if not given.",
        HelpName = "COUNT",
    };

    private readonly Option<string> _json = new("--json")
    {
        Description = "Writes what was found into a file, too.",
        HelpName = "FILE",
    };

    public static Command Make() => new DoctorCommand().Command();

    private Command Command()
    {
        var command = new Command("doctor", "Says what this machine has for training and scoring, and whether it computes right.")
        {
            _gpu,
            _batch,
            _json,
        };
        command.SetAction(parsed =>
        {
            var isWell = true;
            var code = CommandRun.Run(cancel => isWell = Run(parsed, cancel));
            return code == 0 && !isWell ? 1 : code;
        });
        return command;
    }

    private bool Run(ParseResult parsed, CancellationToken cancellationToken)
    {
        var gpu = parsed.GetValue(_gpu);
        var batch = parsed.GetValue(_batch);
        Refusal.Unless(gpu >= 0, $"--gpu {gpu}: expected the number of a GPU, from 0.");
        Refusal.Unless(batch is null or (>= 2 and <= MaxBatch), $"--batch {batch}: expected 2 to {MaxBatch} clips.");
        var findings = new Diagnosis(gpu, batch).Run(finding => Console.Error.WriteLine($"{finding.Check} ..."), cancellationToken);
        FindingsWriter.WriteTable(AnsiConsole.Console, findings);
        if (parsed.GetValue(_json) is { } file)
            FileReplacement.Write(file, System.Text.Encoding.UTF8.GetBytes(FindingsWriter.Json(findings)));
        var failed = findings.Count(finding => finding.State == FindingState.Failed);
        Console.WriteLine(failed == 0 ? "All that was run is well." : $"{failed} checks failed.");
        return failed == 0;
    }
}
