using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet;

/// <summary>
/// What the processes of one training run say to one another. Each of them is a rank: it takes its share of every batch, and all of them
/// end with the same encoder, which is to the bit the one that a single process trains.
/// </summary>
/// <remarks>
/// <para>All ranks call the same <c>Fit</c> on the same clips with the same options. A rank's calls come from the thread that trains, one
/// at a time, and in the same order on all ranks.</para>
/// <para>The package <c>MsMclr.MLNet.Mpi</c> has one that stands on MPI. Another transport needs <see cref="Exchange"/> and
/// <see cref="Abort"/> alone.</para>
/// </remarks>
public abstract class Communicator
{
    /// <summary>Gets the communicator of a run in one process, which talks to nobody.</summary>
    public static Communicator None { get; } = new SingleProcess();

    /// <summary>Gets the number of this rank, from 0. Rank 0 keeps checkpoints and logs, and reports progress.</summary>
    public abstract int Rank { get; }

    /// <summary>Gets how many ranks there are: 1, 2, 4, 8 or 16.</summary>
    public abstract int Size { get; }

    /// <summary>Gets the steps that this rank has trained, which a message about a rank that is late or gone can name.</summary>
    public long Step { get; internal set; }

    /// <summary>Sends bytes to another rank, and receives what that rank sends in its call of the same order.</summary>
    /// <param name="partner">The other rank.</param>
    /// <param name="sent">What it is sent; it may be empty.</param>
    /// <param name="received">Filled with what it has sent, which has exactly this length; it may be empty.</param>
    /// <param name="operation">What is being done, for messages: <c>gradients</c>, say.</param>
    /// <exception cref="InvalidOperationException">The other rank is gone, or has failed; the message says what is known of it.
    /// </exception>
    public abstract void Exchange(int partner, ReadOnlySpan<byte> sent, Span<byte> received, string operation);

    /// <summary>
    /// Ends all ranks, because this one cannot go on: none of them is left waiting. Where ranks are processes it does not return.
    /// </summary>
    /// <param name="reason">Why, in words for whoever started the run.</param>
    public abstract void Abort(string reason);
}
