using System.Runtime.InteropServices;
using System.Security.Cryptography;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>
/// Looks whether all ranks still have the same weights. They compute the same from the same sums; where they don't, one of the machines
/// has updated its weights otherwise, and whatever follows would be nobody's. What a machine adds to a sum wrongly, all of them have.
/// </summary>
internal static class RankDrift
{
    /// <exception cref="InvalidOperationException">The weights are not rank 0's.</exception>
    public static void Check(Communicator ranks, EncoderState state)
    {
        if (ranks.Size == 1)
            return;
        var here = Hash(state);
        if (ranks.FromFirst(here, "a hash of the weights").AsSpan().SequenceEqual(here))
            return;
        throw new InvalidOperationException(
            $"After step {ranks.Step} the weights of rank {ranks.Rank} are no longer those of rank 0: one of the machines computes "
            + "otherwise. Start all ranks on machines of one kind, and go on from the last checkpoint.");
    }

    private static byte[] Hash(EncoderState state)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var name in state.Names)
            hash.AppendData(MemoryMarshal.AsBytes<float>(state.Get(name)));
        return hash.GetHashAndReset();
    }
}
