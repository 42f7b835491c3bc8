using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MsMclr.MLNet.Heads.NearestNeighbors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>The clips of a probe, and what an encoder makes of them.</summary>
internal sealed class NearestNeighborProbe(LabeledClips voters, LabeledClips heldOut, MsMclrProbe options) : IDisposable
{
    private const float VoteTemperature = 0.07f;

    /// <summary>What tells this probe from others: accuracies of two are not compared.</summary>
    public long Identity { get; } = HashOf(
        string.Create(CultureInfo.InvariantCulture, $"{voters.ContentHash} {heldOut.ContentHash} {options.K}"));

    public bool IsDue(int epoch, int epochs) => epoch % options.EveryEpochs == 0 || epoch == epochs;

    /// <summary>The share of held-out clips whose nearest voters name them right.</summary>
    public double Accuracy(NetworkEmbedding network, FitCancellation cancellation)
    {
        var bank = new NeighborBank(voters.Embedded(network, cancellation), options.K, VoteTemperature);
        var queries = heldOut.Embedded(network, cancellation);
        var votes = bank.Votes(queries, cancellation.Token);
        return new SelfSupervisedMetrics(votes, queries.Labels, queries.ClassNames, voters.Count).Top1Accuracy;
    }

    public void Dispose()
    {
        voters.Dispose();
        heldOut.Dispose();
    }

    private static long HashOf(string text) => BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
