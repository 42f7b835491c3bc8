using Microsoft.ML;
using Spectre.Console;

namespace MsMclr.MLNet;

/// <summary>Runs an experiment as a command: progress, files, the closing table, and one sentence instead of a stack trace.</summary>
public static class ExperimentHost
{
    private const int Failed = 1;
    private const int Canceled = 130; // 128 + SIGINT, as shells expect.

    /// <summary>Runs an experiment, with its report and its results.</summary>
    /// <param name="ml">The context that the run uses.</param>
    /// <param name="options">What is run.</param>
    /// <param name="load">Gives the clips.</param>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed.</returns>
    public static int Run(MLContext ml, ExperimentOptions options, Func<(IDataView Train, IDataView Test)> load)
        => Run(ml, () => options, _ => load());

    /// <summary>Runs an experiment whose options may turn out wrong, or need a file to be read.</summary>
    /// <param name="ml">The context that the run uses.</param>
    /// <param name="choose">Gives what is run.</param>
    /// <param name="load">Gives the clips.</param>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed.</returns>
    public static int Run(
        MLContext ml,
        Func<ExperimentOptions> choose,
        Func<ExperimentOptions, (IDataView Train, IDataView Test)> load)
    {
        ArgumentNullException.ThrowIfNull(choose);
        ArgumentNullException.ThrowIfNull(load);
        ExperimentOptions? options = null;
        using var cancel = new CancellationTokenSource();
        ConsoleCancelEventHandler onCancel = (_, pressed) =>
        {
            pressed.Cancel = !cancel.IsCancellationRequested; // A second Ctrl+C ends the process.
            cancel.Cancel();
        };
        Console.CancelKeyPress += onCancel;
        try
        {
            options = choose() with { CancellationToken = cancel.Token };
            var (train, test) = load(options);
            Run(ml, options, train, test);
            return 0;
        }
        catch (Exception error) when (cancel.IsCancellationRequested && Inside<OperationCanceledException>(error) is not null)
        {
            const string Done = "Canceled; nothing half-written was left behind.";
            const string GoOn = "The same command with --resume goes on from the last checkpoint.";
            Console.Error.WriteLine(options?.Resume is null ? Done : $"{Done} {GoOn}");
            return Canceled;
        }
        catch (Exception error) when (IsToBeExpected(error))
        {
            Console.Error.WriteLine((Inside<SkeletonFileException>(error) ?? error).Message);
            return Failed;
        }
        finally
        {
            Console.CancelKeyPress -= onCancel;
        }
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

    private static bool IsToBeExpected(Exception error) => error
        is ArgumentException
        or InvalidOperationException
        or IOException
        or FormatException
        or DllNotFoundException
        or UnauthorizedAccessException;

    // ML.NET's cache wraps what goes wrong in it, and says nothing of it.
    private static T? Inside<T>(Exception? error)
        where T : Exception
    {
        while (error is not null and not T)
            error = error.InnerException;
        return (T?)error;
    }
}
