using MsMclr.MLNet.Transforms.Encoders.Architecture;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Onnx;

namespace MsMclr.MLNet.Tests;

/// <summary>Small encoders of random weights for any skeleton.</summary>
internal static class RandomEncoder
{
    /// <summary>c = 4 and D = 12, for clips of three coordinates and two bodies.</summary>
    public static EncoderDefinition Of(SkeletonLayout layout, int frames = 16)
    {
        var random = new Random(layout.JointCount);
        var architecture = new EncoderArchitecture(3, layout.JointCount, hiddenChannels: 4, featureSize: 12);
        var weights = architecture.Required.ToDictionary(parameter => parameter.Name, parameter => Values(parameter, random));
        weights[architecture.Adjacency.Name] = new(architecture.Adjacency.Shape, [.. SkeletonGraph.Adjacency(layout).Cast<float>()]);
        return new EncoderDefinition
        {
            Shape = new ClipShape(3, frames, layout.JointCount, 2),
            Layout = layout,
            HiddenChannels = 4,
            FeatureSize = 12,
            Weights = weights,
        };
    }

    /// <summary>Clips with two bodies, with one, and with none.</summary>
    public static float[][] Clips(EncoderDefinition encoder) =>
    [
        ClipUnderTest.Random(encoder.Shape, seed: 1).Values,
        ClipUnderTest.Random(encoder.Shape, seed: 2, absentBody: 1).Values,
        ClipUnderTest.Random(encoder.Shape, seed: 3, absentBody: 0).Values,
        new float[encoder.Shape.Length],
    ];

    // Gains, edge importances and variances are around 1, everything else is around 0.
    private static EncoderTensor Values(EncoderParameter parameter, Random random)
    {
        var isAroundOne = parameter.Kind is ParameterKind.NormGain or ParameterKind.EdgeImportance or ParameterKind.RunningVariance;
        var values = new float[parameter.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = (isAroundOne ? 1 : 0) + (0.5f * (random.NextSingle() - 0.5f));
        return new(parameter.Shape, values);
    }
}
