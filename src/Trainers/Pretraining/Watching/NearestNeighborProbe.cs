using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MsMclr.MLNet.Heads.NearestNeighbors;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>The clips of a probe, and what an encoder makes of them.</summary>
internal sealed class NearestNeighborProbe(LabeledClips voters, LabeledClips heldOut, MsMclrProbe options) : IDisposable
{
    public MsMclrProbe Options { get; } = options;

    /// <summary>What tells this probe from others: accuracies of two are not compared.</summary>
    public long Identity { get; } = BinaryPrimitives.ReadInt64LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{voters.ContentHash} {heldOut.ContentHash} {options.K}"))));

    public bool IsDue(int epoch, int epochs) => epoch % Options.EveryEpochs == 0 || epoch == epochs;

    /// <summary>The share of held-out clips whose nearest voters name them right.</summary>
    public double Accuracy(NetworkEmbedding network, int dimension, CancellationToken cancellation)
    {
        var bank = new NeighborBank(voters.Embedded(network, dimension, cancellation), Options.K, 0.07f);
        var queries = heldOut.Embedded(network, dimension, cancellation);
        return new SelfSupervisedMetrics(bank.Votes(queries, cancellation), queries.Labels, queries.ClassNames, voters.Count).Top1Accuracy;
    }

    public void Dispose()
    {
        voters.Dispose();
        heldOut.Dispose();
    }
}
