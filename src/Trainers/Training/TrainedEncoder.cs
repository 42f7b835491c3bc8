namespace MsMclr.MLNet;

/// <summary>What training hands to scoring: plain arrays, no tensor.</summary>
internal static class TrainedEncoder
{
    public static EncoderDefinition Describe(Encoder encoder, SkeletonLayout layout, SkeletonStream stream, bool excludeAbsentBodies)
    {
        var weights = encoder.State.Names.ToDictionary(name => name, name => new EncoderTensor(encoder.State[name].shape, encoder.State.Get(name)));
        weights["A"] = new([3, layout.JointCount, layout.JointCount], [.. encoder.Adjacency.Cast<float>()]);
        return new EncoderDefinition
        {
            Shape = encoder.State.Size.Clip,
            Layout = layout,
            Stream = stream,
            HiddenChannels = encoder.State.Size.HiddenChannels,
            FeatureSize = encoder.State.Size.FeatureSize,
            ExcludeAbsentBodies = excludeAbsentBodies,
            Weights = weights,
        };
    }
}
