using MsMclr.MLNet.Trainers.Networks.Cpu;
using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>What a clip's forward pass keeps for its backward pass.</summary>
internal static class Tape
{
    public static double Bytes(TrainingPrecision precision, ClipShape shape)
    {
        const int Rows = 16; // Weights are kept too, but once a batch.
        using var scope = NewDisposeScope();
        var recipe = new MsMclrRecipe();
        var architecture = new EncoderArchitecture(shape.Channels, shape.Joints, recipe.HiddenChannels, recipe.FeatureSize);
        using var state = new EncoderState(architecture, 1, CPU, trainable: true);
        using var encoder = new CpuEncoder(state, shape, SkeletonGraph.Adjacency(SkeletonLayout.NtuRgbd), precision);
        var few = Kept(encoder, shape, 1);
        return (double)(Kept(encoder, shape, 1 + Rows) - few) / Rows;
    }

    private static long Kept(CpuEncoder encoder, ClipShape shape, int rows)
    {
        var clips = zeros([rows, shape.Channels, shape.Frames, shape.Joints, shape.Bodies]);
        int[] firstBodies = [.. Enumerable.Range(0, rows).Select(row => row * shape.Bodies)];
        using var tape = encoder.Forward(clips, firstBodies, training: true, () => default);
        return (encoder.Pool.Rented + tape.Output.numel()) * sizeof(float);
    }
}
