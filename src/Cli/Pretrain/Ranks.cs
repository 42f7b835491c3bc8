namespace MsMclr.MLNet.Cli.Pretrain;

/// <summary>The processes that were started together, or this one alone.</summary>
internal static class Ranks
{
    /// <summary>Does the work of this rank. What goes wrong on one ends all of them.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">What cancels it on this rank.</param>
    public static void Run(Action<Communicator> work, CancellationToken cancellationToken)
    {
        if (!MpiCommunicator.IsLaunched)
        {
            work(Communicator.None);
            return;
        }

        using var world = MpiCommunicator.World();
        try
        {
            work(world);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new InvalidOperationException("Another rank was canceled, and so this one ends too.");
        }
        catch (Exception error) when (world.Size > 1 && error is not (OperationCanceledException or PretrainingFailedException))
        {
            world.Abort(error.Message); // Or the others would wait for this rank.
            throw;
        }
    }
}
