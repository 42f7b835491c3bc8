using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>What a rank does that cannot go on: it ends the others too, which would wait for it.</summary>
internal static class RankFailure
{
    /// <summary>Does a rank's work.</summary>
    public static T Guard<T>(Communicator ranks, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (ranks.Size > 1 && !IsSharedByAll(error))
        {
            ranks.Abort($"{error.GetType().Name}: {error.Message}");
            throw;
        }
    }

    // All ranks have the same losses, keys and weights, and end at the same place.
    private static bool IsSharedByAll(Exception error) => error is RanksCanceledException or PretrainingFailedException;
}
