using MsMclr.MLNet.Transforms.RandomConvolutions;

namespace MsMclr.MLNet.Tests;

/// <summary>Random convolutions as they are defined, in double, one number at a time.</summary>
internal static class NaiveConvolutions
{
    /// <summary>The features of a clip <c>[C, T, V, M]</c>.</summary>
    public static double[] Features(ConvolutionBank bank, float[] clip)
    {
        var features = new List<double>();
        var draw = 0;
        for (var dilation = 0; dilation < bank.Dilations.Length; dilation++)
        {
            foreach (var weights in Kernels())
            {
                var step = bank.Dilations[dilation].Step;
                var padded = draw % 84 % 2 == dilation % 2 || bank.Shape.Frames <= 8 * step;
                var response = Convolve(bank.Shape, clip, weights, step, [.. bank.Channels[draw]], padded);
                for (var i = 0; i < bank.Dilations[dilation].Thresholds; i++)
                    features.Add(response.Average(value => value > bank.Thresholds[features.Count] ? 1.0 : 0.0));
                draw++;
            }
        }

        return [.. features];
    }

    /// <summary>The weights -1 and 2 of all kernels, by counting in binary.</summary>
    public static IEnumerable<int[]> Kernels()
        => Enumerable.Range(0, 1 << 9)
            .Where(bits => int.PopCount(bits) == 3)
            .Select(bits => Enumerable.Range(0, 9).Select(tap => (bits >> (8 - tap) & 1) == 1 ? 2 : -1).ToArray())
            .OrderByDescending(weights => string.Concat(weights.Select(weight => weight == 2 ? '1' : '0')), StringComparer.Ordinal);

    private static double[] Convolve(ClipShape shape, float[] clip, int[] weights, int step, int[] channels, bool padded)
    {
        double Value(int channel, int frame)
        {
            var perFrame = shape.Joints * shape.Bodies;
            if (frame < 0 || frame >= shape.Frames)
                return 0;
            return clip[(((channel / perFrame * shape.Frames) + frame) * perFrame) + (channel % perFrame)];
        }

        var reach = padded ? 0 : 4 * step;
        return [.. Enumerable.Range(reach, shape.Frames - (2 * reach)).Select(frame => channels.Sum(channel =>
            Enumerable.Range(0, 9).Sum(tap => weights[tap] * Value(channel, frame + ((tap - 4) * step)))))];
    }
}
