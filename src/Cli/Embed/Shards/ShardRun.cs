using System.Diagnostics;
using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Cli.Embed.Progress;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Embeds shards, one after the other, leaving out those that are done.</summary>
internal sealed class ShardRun(
    MLContext ml, ShardManifest manifest, ShardFolder folder, ShardedRecordings recordings, RejectedRecordings rejected)
{
    /// <summary>The skeleton that the encoder reads.</summary>
    public required string Layout { get; init; }

    /// <summary>Embeds.</summary>
    /// <param name="shards">The numbers of the shards.</param>
    /// <param name="embed">From clips to embeddings.</param>
    /// <param name="cancellationToken">Ends the work. The shard in hand is lost, and no other.</param>
    /// <returns>What was done, in a sentence.</returns>
    public string Run(int[] shards, Func<IDataView, IDataView> embed, CancellationToken cancellationToken)
    {
        int[] missing = [.. shards.Where(shard => !folder.IsDone(shard))];
        var pace = new ShardPace([.. missing.Select(shard => recordings.CountOf(shard, manifest.Shards))]);
        var watch = Stopwatch.StartNew();
        var clips = 0L;
        using (var progress = new EmbeddingProgress(pace.Text))
        {
            foreach (var shard in missing)
            {
                cancellationToken.ThrowIfCancellationRequested();
                rejected.Clear();
                clips += Write(shard, progress.Count(ml, embed(recordings.Load(shard, manifest.Shards)), cancellationToken));
                pace.Finish(progress.Clips);
            }
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var done = folder.Done;
        var written = string.Create(
            CultureInfo.InvariantCulture,
            $"{folder.Path}: {missing.Length} shards written and {shards.Length - missing.Length} found, {clips} clips, "
            + $"{manifest.EmbeddingSize} values each, in {seconds:f1} s ({clips / Math.Max(seconds, 0.001):f0} clips/s).");
        var bad = rejected.Count > 0 ? $" {rejected.Count} recordings were rejected; _rejected-*.csv has the reasons." : "";
        return $"{written}{bad} {done} of {manifest.Shards} shards are there.";
    }

    private long Write(int shard, IDataView embedded)
    {
        var rows = recordings.IsLabeled ? embedded : ml.Transforms.DropColumns("Label").Fit(embedded).Transform(embedded);
        var options = new SkeletonEmbeddingsSaveOptions
        {
            EncoderHash = manifest.Encoder,
            Layout = Layout,
            Preparation = manifest.Preparation,
            Recordings = manifest.RecordingsHash,
            Shard = shard,
            ShardCount = manifest.Shards,
            // A shard that is there is done: what is listed beside it has to be there before.
            AtEnd = _ => rejected.Write(folder.RejectedOf(shard)),
        };
        return ml.Data.SaveAsSkeletonEmbeddings(rows, folder.FileOf(shard), options);
    }
}
