using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>What training hands to scoring: plain arrays, no tensor.</summary>
internal static class TrainedEncoder
{
    public static EncoderDefinition Describe(Encoder encoder, SkeletonLayout layout, SkeletonStream stream, bool excludeAbsentBodies)
    {
        var state = encoder.State;
        var architecture = state.Architecture;
        var weights = state.Names.ToDictionary(name => name, name => new EncoderTensor(state[name].shape, state.Get(name)));
        weights[architecture.Adjacency.Name] = new(architecture.Adjacency.Shape, [.. encoder.Adjacency.Cast<float>()]);
        return new EncoderDefinition
        {
            Shape = encoder.Shape,
            Layout = layout,
            Stream = stream,
            HiddenChannels = architecture.HiddenChannels,
            FeatureSize = architecture.FeatureSize,
            ExcludeAbsentBodies = excludeAbsentBodies,
            Weights = weights,
        };
    }
}
