using MsMclr.MLNet.Cli.Data;
using MsMclr.MLNet.Cli.Embed.Shards;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>What the arguments of <c>embed</c> ask for, as far as they tell it without a clip or an encoder.</summary>
/// <param name="Output">Where the embeddings go: a file or a folder.</param>
/// <param name="Recordings">The recordings.</param>
/// <param name="Format">What they are; null for those that are made up.</param>
/// <param name="Preparation">How clips are prepared.</param>
/// <param name="Shards">What this process is to embed; null where nothing is divided.</param>
internal sealed record EmbedRequest(
    string Output, Recordings Recordings, RecordingFormat? Format, Preparation Preparation, ShardChoice? Shards);
