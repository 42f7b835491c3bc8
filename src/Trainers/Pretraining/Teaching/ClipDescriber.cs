using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet.Trainers.Pretraining.Teaching;

/// <summary>Describes clips of a store, one at a time. One thread uses one.</summary>
internal sealed class ClipDescriber(ClipStore store, ConvolutionBank bank)
{
    private readonly ConvolutionFeatures _features = new(bank);
    private readonly float[] _clip = new float[store.Shape.Length];
    private readonly float[] _row = new float[bank.FeatureCount];

    /// <summary>A clip of the store, with 0 where a joint is missing, as the transformer of random convolutions takes it.</summary>
    public static float[] Read(ClipStore store, int clip)
    {
        var values = new float[store.Shape.Length];
        Read(store, clip, values);
        return values;
    }

    /// <summary>The features of a clip. They are overwritten by the next call.</summary>
    public ReadOnlySpan<float> Describe(int clip)
    {
        Read(store, clip, _clip);
        _features.Compute(_clip, _row);
        return _row;
    }

    private static void Read(ClipStore store, int clip, float[] values)
    {
        store.CopyTo(clip, values);
        values.AsSpan().Replace(float.NaN, 0);
    }
}
