using System.Collections.Immutable;

namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>Draws channels and thresholds: all that is random about random convolutions.</summary>
internal static class ConvolutionDraw
{
    // The paper takes one clip. Where people and views differ, thresholds of several clips carry over better.
    private const int ClipsOfThresholds = 8;
    private static readonly double GoldenRatio = (Math.Sqrt(5) + 1) / 2;

    /// <summary>Draws a bank.</summary>
    /// <param name="sample">Training clips.</param>
    /// <param name="shape">Their shape.</param>
    /// <param name="features">The number of features, a multiple of 84.</param>
    /// <param name="maximumChannels">The most channels of a convolution.</param>
    /// <param name="random">Where the draws come from.</param>
    public static ConvolutionBank Of(ClipSample sample, ClipShape shape, int features, int maximumChannels, Random random)
    {
        var dilations = KernelDilation.Spread(shape.Frames, features / KernelPositions.All.Length);
        var convolution = new ClipConvolution(shape, dilations.Max(dilation => dilation.Step));
        var channels = ImmutableArray.CreateBuilder<ImmutableArray<int>>(dilations.Length * KernelPositions.All.Length);
        var thresholds = ImmutableArray.CreateBuilder<float>(features);
        for (var dilation = 0; dilation < dilations.Length; dilation++)
        {
            for (var kernel = 0; kernel < KernelPositions.All.Length; kernel++)
            {
                var step = dilations[dilation].Step;
                var drawn = Channels(sample.VaryingChannels, maximumChannels, random);
                channels.Add(drawn);
                var reach = ConvolutionBank.IsPadded(dilation, kernel, step, shape.Frames) ? 0 : KernelPositions.Reach * step;
                var responses = new List<float>(ClipsOfThresholds * shape.Frames);
                for (var clip = 0; clip < ClipsOfThresholds; clip++)
                {
                    convolution.Load(sample.Clips[random.Next(sample.Clips.Count)]);
                    var response = convolution.Respond(KernelPositions.All[kernel], step, drawn.AsSpan());
                    responses.AddRange(response[reach..(shape.Frames - reach)]);
                }

                responses.Sort();
                for (var i = 0; i < dilations[dilation].Thresholds; i++)
                    thresholds.Add(Quantile(responses, (thresholds.Count + 1) * GoldenRatio % 1));
            }
        }

        return new ConvolutionBank(shape, dilations, channels.MoveToImmutable(), thresholds.MoveToImmutable());
    }

    // The number of channels is spread evenly on a logarithmic scale, so that few channels are as frequent as many.
    private static ImmutableArray<int> Channels(int[] from, int maximum, Random random)
    {
        var limit = Math.Min(from.Length, maximum);
        var count = Math.Min(limit, (int)Math.Pow(limit + 1, random.NextDouble()));
        var pool = (int[])from.Clone();
        for (var i = 0; i < count; i++)
        {
            var other = random.Next(i, pool.Length);
            var taken = pool[other];
            pool[other] = pool[i];
            pool[i] = taken;
        }

        return [.. pool.Take(count).Order()];
    }

    private static float Quantile(List<float> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Count - 1);
        return (float)(sorted[below] + ((place - below) * ((double)sorted[above] - sorted[below])));
    }
}
