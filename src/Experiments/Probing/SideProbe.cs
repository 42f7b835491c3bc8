using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Heads.Labels;

namespace MsMclr.MLNet.Experiments.Probing;

/// <summary>Tells actions from their mirror images: a head for each pair, which sees clips of these two actions alone.</summary>
internal sealed class SideProbe(MLContext ml, ProbedEmbedding embedding, EmbeddingProbeOptions options)
{
    /// <summary>The accuracy over the test clips of all pairs; null where no pair has clips of both actions to learn from.</summary>
    public double? Accuracy(IDataView train, IDataView test)
    {
        var names = Names(train, nameof(train));
        var pairs = SideNames.Find(options.MirroredActions, names);
        if (pairs.Count == 0)
            return null;
        if (!names.SequenceEqual(Names(test, nameof(test))))
        {
            var differ = $"The key values of '{options.LabelColumnName}' differ between train and test";
            throw new ArgumentException($"{differ}; map both with the same MapValueToKey transformer.", nameof(test));
        }

        var known = new Actions(train, [.. train.GetColumn<uint>(options.LabelColumnName)], nameof(train));
        var unknown = new Actions(test, [.. test.GetColumn<uint>(options.LabelColumnName)], nameof(test));
        var hits = 0;
        var count = 0;
        foreach (var (left, right) in pairs)
        {
            var learned = (Features(known, left), Features(known, right));
            if (learned.Item1.Length == 0 || learned.Item2.Length == 0)
                continue;
            var asked = (Features(unknown, left), Features(unknown, right));
            var clips = asked.Item1.Length + asked.Item2.Length;
            if (clips == 0)
                continue;
            hits += TwoWayHead.Hits(learned, asked, options.NormalizeFeatures, options.CancellationToken);
            count += clips;
        }

        return count == 0 ? null : (double)hits / count;
    }

    private ImmutableArray<string> Names(IDataView view, string argument)
        => LabelNames.Of(LabelNames.Require(view.Schema, options.LabelColumnName, argument));

    private float[][] Features(Actions clips, int label)
    {
        int[] rows = [.. Enumerable.Range(0, clips.Labels.Length).Where(row => clips.Labels[row] == label + 1)];
        if (rows.Length == 0)
            return [];
        return embedding.Of(ProbedClips.Read(ml, clips.View, rows, options, clips.Argument), ClipChange.None);
    }

    private sealed record Actions(IDataView View, uint[] Labels, string Argument);
}
