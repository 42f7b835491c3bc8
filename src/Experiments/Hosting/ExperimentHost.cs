using Microsoft.ML;
using Spectre.Console;

namespace MsMclr.MLNet;

/// <summary>Runs an experiment as a command: progress, files, the closing table, and one sentence instead of a stack trace.</summary>
public static class ExperimentHost
{
    /// <summary>Runs an experiment, with its report and its results.</summary>
    /// <param name="ml">The context that the run uses.</param>
    /// <param name="options">What is run.</param>
    /// <param name="load">Gives the clips.</param>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed, 143 where SIGTERM came.</returns>
    public static int Run(MLContext ml, ExperimentOptions options, Func<(IDataView Train, IDataView Test)> load)
        => Run(ml, () => options, _ => load());

    /// <summary>Runs an experiment whose options may turn out wrong, or need a file to be read.</summary>
    /// <param name="ml">The context that the run uses.</param>
    /// <param name="choose">Gives what is run.</param>
    /// <param name="load">Gives the clips.</param>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed, 143 where SIGTERM came.</returns>
    public static int Run(
        MLContext ml,
        Func<ExperimentOptions> choose,
        Func<ExperimentOptions, (IDataView Train, IDataView Test)> load)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(load);
        ExperimentOptions? options = null;
        return CommandRun.Run(
            cancel =>
            {
                options = choose() with { CancellationToken = cancel };
                var (train, test) = load(options);
                Run(ml, options, train, test);
            },
            () => options?.Resume is null ? null : "The same command with --resume goes on from the last checkpoint.");
    }

    private static void Run(MLContext ml, ExperimentOptions options, IDataView train, IDataView test)
    {
        var console = new ExperimentConsole(AnsiConsole.Console);
        var result = new Experiment(ml, options, console).Run(train, test);
        console.Step("Writing the report", () =>
        {
            ResultsFile.Write(options, result);
            ExperimentReport.Write(options, result, train, test);
            return true;
        });
        console.Table(result);
        var report = options.PathOf("report.html");
        var encoder = options.Streams.Count == 1 ? "encoder.onnx" : "encoder-*.onnx";
        console.Line($"{report} opens in any browser; action.zip, {encoder}, embeddings.idv and results.json lie beside it.");
    }
}
