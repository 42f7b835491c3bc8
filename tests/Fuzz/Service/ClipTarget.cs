using MsMclr.MLNet.Cli.Serve;
using MsMclr.MLNet.Cli.Serve.Receiving;

namespace MsMclr.MLNet.Fuzzing.Service;

/// <summary>What the service takes as a clip: read, and scored if it is one.</summary>
internal sealed class ClipTarget(string name, string contentType, ClipReader reader, ScoringModel model, params byte[][] samples)
    : FuzzTarget(name, samples)
{
    protected override bool IsService => true;

    protected override void Load(byte[] input)
    {
        using var body = new ReceivedBytes(new BodyMemory(long.MaxValue, long.MaxValue).Share(null));
        body.Append(input);
        if (model.Score(reader.Read(contentType, body)).Embedding.Any(value => !float.IsFinite(value)))
            throw new InvalidOperationException("An embedding is not finite.");
    }

    protected override bool IsRefusal(Exception error) => error is SkeletonFileException or SkeletonClipException;
}
