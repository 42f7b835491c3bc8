using System.Runtime.InteropServices;
using MsMclr.MLNet.Experiments.Hosting;

namespace MsMclr.MLNet;

/// <summary>Runs a command: one sentence instead of a stack trace where it fails, and a clean end where Ctrl+C is pressed.</summary>
public static class CommandRun
{
    private const int Failed = 1;
    private const int Canceled = 130; // 128 + SIGINT, as shells expect.
    private const int Terminated = 143; // 128 + SIGTERM.

    /// <summary>Runs work that writes nothing and cannot be canceled: Ctrl+C ends the process at once.</summary>
    /// <param name="work">The work.</param>
    /// <returns>The exit code: 0, or 1 where something went wrong.</returns>
    public static int Run(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        try
        {
            work();
            return 0;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            return Tell(error);
        }
    }

    /// <summary>
    /// Runs the work of a command. A first Ctrl+C, or a first SIGTERM (as Slurm, Kubernetes and systemd send it), cancels it. A second one
    /// ends the process.
    /// </summary>
    /// <param name="work">The work, which is given what they cancel.</param>
    /// <param name="hintAfterCancel">Says, after that, how to go on. Null, or a result of null, says nothing.</param>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed, 143 where SIGTERM came.</returns>
    public static int Run(Action<CancellationToken> work, Func<string?>? hintAfterCancel = null)
    {
        using var cancel = new CancellationTokenSource();
        return Run(work, hintAfterCancel, cancel);
    }

    /// <summary>Runs the work of a command, with a source of cancellation of the caller's own.</summary>
    internal static int Run(Action<CancellationToken> work, Func<string?>? hintAfterCancel, CancellationTokenSource cancel)
    {
        ArgumentNullException.ThrowIfNull(work);
        Console.CancelKeyPress += OnCancel;
        var code = Canceled;
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnTermination);
        try
        {
            work(cancel.Token);
            return 0;
        }
        catch (Exception error) when (cancel.IsCancellationRequested && Cause.Has<OperationCanceledException>(error))
        {
            const string Done = "Canceled; nothing half-written was left behind.";
            var hint = hintAfterCancel?.Invoke();
            Console.Error.WriteLine(hint is null ? Done : $"{Done} {hint}");
            return code;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            return Tell(error);
        }
        finally
        {
            Console.CancelKeyPress -= OnCancel;
        }

        void OnCancel(object? sender, ConsoleCancelEventArgs pressed)
        {
            pressed.Cancel = !cancel.IsCancellationRequested; // A second Ctrl+C ends the process.
            cancel.Cancel();
        }

        void OnTermination(PosixSignalContext signal)
        {
            signal.Cancel = !cancel.IsCancellationRequested;
            code = Terminated;
            cancel.Cancel();
        }
    }

    private static int Tell(Exception error)
    {
        Console.Error.WriteLine(Cause.Of(error).Message);
        return Failed;
    }

    private static bool IsUsersToMend(Exception error) => Cause.Of(error)
        is ArgumentException or InvalidOperationException or FormatException or IOException
        or UnauthorizedAccessException or DllNotFoundException;
}
