using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Made-up recordings, in the order in which they are made up.</summary>
internal sealed class MadeUpShards(MLContext ml, EncoderFacts encoder) : ShardedRecordings
{
    private const int Seed = 1;
    private readonly Lazy<string[]> _names = new(() => [.. Recordings.MakeUp(ml, encoder, part: null, Seed).GetColumn<string>("Name")]);

    public override int Count => _names.Value.Length;

    public override bool IsLabeled => true;

    protected override IEnumerable<string> Names => _names.Value;

    public override IDataView Load(int shard, int shards)
    {
        var names = _names.Value[First(shard, shards)..First(shard + 1, shards)].ToHashSet();
        return Recordings.MakeUp(ml, encoder, new SkeletonSplit($"shard {shard}", clip => names.Contains(clip.Name)), Seed);
    }
}
