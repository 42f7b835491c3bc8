using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Training.Clips;
using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet.Trainers.Pretraining.Teaching;

/// <summary>Random convolutions of the clips of a store, as rows of length 1 that are compared by their product.</summary>
internal sealed class ClipDescriptions
{
    private const int MaximumChannels = 9;
    private const int ClipsOfThresholds = 1000;

    private ClipDescriptions(Half[] values, int count)
    {
        Values = values;
        Count = count;
    }

    /// <summary>The rows, <c>[N, F]</c>.</summary>
    public Half[] Values { get; }

    /// <summary>N, how many clips there are.</summary>
    public int Count { get; }

    /// <summary>F, the length of a row: 23 thresholds of each of the 84 kernels.</summary>
    public static int Length => 23 * KernelPositions.All.Length;

    /// <summary>Describes every clip by the coordinates of its joints.</summary>
    /// <param name="store">The clips.</param>
    /// <param name="coordinates">How many of a joint's values are coordinates, the first ones.</param>
    /// <param name="seed">What kernels and thresholds are drawn from.</param>
    /// <param name="cancellation">What may end it early.</param>
    /// <exception cref="InvalidOperationException">There are too many clips for one array.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public static ClipDescriptions Of(ClipStore store, int coordinates, int seed, FitCancellation cancellation)
    {
        if (store.Count > Array.MaxLength / Length)
        {
            var limit = $"MsMclrRecipe.SimilarityWeight is for at most {Array.MaxLength / Length} clips";
            throw new InvalidOperationException($"{limit}, and there are {store.Count}; set it to 0.");
        }

        var random = new Random(seed);
        var bank = ConvolutionDraw.Of(Sample(store, coordinates), store.Shape, Length, MaximumChannels, random);
        var values = new Half[store.Count * Length];
        using var describers = new ThreadLocal<ClipDescriber>(() => new(store, bank));
        ParallelRows.For(store.Count, clip =>
        {
            cancellation.ThrowIfRequested();
            var row = describers.Value!.Describe(clip);
            TensorPrimitives.ConvertToHalf(row, values.AsSpan(clip * Length, Length));
        });
        new DescriptionScale(values, Length).Apply();
        return new(values, store.Count);
    }

    // Spread over the store, so that people and views that come late have their say.
    private static ClipSample Sample(ClipStore store, int coordinates)
    {
        var count = Math.Min(store.Count, ClipsOfThresholds);
        var clips = new float[count][];
        for (var i = 0; i < count; i++)
            clips[i] = ClipDescriber.Read(store, (int)((long)i * store.Count / count));
        return ClipSample.Of(clips, store.Shape, coordinates);
    }
}
