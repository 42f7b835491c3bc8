namespace MsMclr.MLNet.Cli.Commands;

/// <summary>Runs a command: one sentence instead of a stack trace where it fails, and a clean end where Ctrl+C is pressed.</summary>
internal static class CommandRun
{
    private const int Failed = 1;
    private const int Canceled = 130; // 128 + SIGINT, as shells expect.

    /// <summary>Runs work that writes nothing and cannot be canceled: Ctrl+C ends the process at once.</summary>
    /// <returns>The exit code: 0, 1 where something went wrong.</returns>
    public static int Run(Action work)
    {
        try
        {
            work();
            return 0;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            Tell(error);
            return Failed;
        }
    }

    /// <summary>Runs the work of a command. A first Ctrl+C cancels it, a second one ends the process.</summary>
    /// <returns>The exit code: 0, 1 where something went wrong, 130 where Ctrl+C was pressed.</returns>
    public static int Run(Action<CancellationToken> work)
    {
        using var cancel = new CancellationTokenSource();
        return Run(work, cancel);
    }

    /// <summary>Runs the work of a command, with a source of cancellation of the caller's own.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancel">What Ctrl+C cancels.</param>
    internal static int Run(Action<CancellationToken> work, CancellationTokenSource cancel)
    {
        Console.CancelKeyPress += OnCancel;
        try
        {
            work(cancel.Token);
            return 0;
        }
        catch (Exception error) when (cancel.IsCancellationRequested && Inside<OperationCanceledException>(error) is not null)
        {
            Console.Error.WriteLine("Canceled; nothing half-written was left behind.");
            return Canceled;
        }
        catch (Exception error) when (IsUsersToMend(error))
        {
            Tell(error);
            return Failed;
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
    }

    private static void Tell(Exception error) => Console.Error.WriteLine((Inside<SkeletonFileException>(error) ?? error).Message);

    private static bool IsUsersToMend(Exception error) => error
        is ArgumentException or InvalidOperationException or FormatException or IOException
        or UnauthorizedAccessException or DllNotFoundException;

    // ML.NET wraps what goes wrong in its cursors, and says nothing of it.
    private static T? Inside<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
                return found;
        }

        return null;
    }
}
