using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Recordings <c>[T, M, V, C]</c>: golden ones, and made-up ones with gaps.</summary>
internal static class Recordings
{
    public static readonly string[] Golden = ["S001C001P001R001A001", "S001C002P003R001A050", "S001C003P005R002A023"];

    /// <summary>A golden array <c>[C, T, V, M]</c> in the order of a recording.</summary>
    public static (float[] Values, int Frames) Raw(string file)
    {
        var golden = GoldenArray.Read(file);
        var channels = golden.Shape[0];
        var frames = golden.Shape[1];
        var joints = golden.Shape[2];
        var bodies = golden.Shape[3];
        var values = new float[golden.Values.Length];
        var at = 0;
        for (var t = 0; t < frames; t++)
        {
            for (var m = 0; m < bodies; m++)
            {
                for (var v = 0; v < joints; v++)
                {
                    for (var c = 0; c < channels; c++)
                        values[at++] = golden.Values[(((((c * frames) + t) * joints) + v) * bodies) + m];
                }
            }
        }

        return (values, frames);
    }

    /// <summary>A person, sometimes two, sometimes nobody; sometimes one without shoulders' distance.</summary>
    public static float[] Random(int seed, int frames, SkeletonLayout layout, int bodies = 2, int channels = 3)
    {
        var random = new Random(seed);
        var values = new float[frames * bodies * layout.JointCount * channels];
        var body = layout.JointCount * channels;
        for (var at = 0; at < values.Length; at += body)
        {
            var kind = random.Next(10);
            for (var i = 0; kind > 1 && i < body; i++)
                values[at + i] = kind == 2 ? 1 : (float)((random.NextDouble() * 4) - 2);
        }

        // The first body is there in the first frame: the clip is not empty by any rule.
        values[0] = 0.5f;
        return values;
    }

    /// <summary>
    /// The same with joints that were not found: some in few frames, some in most, some in all; sometimes by one value alone, sometimes the
    /// whole body. The last of the channels are scores.
    /// </summary>
    public static float[] Missing(int seed, int frames, SkeletonLayout layout, int bodies = 2, int channels = 3, int scores = 0)
    {
        var random = new Random(seed);
        var values = Random(seed, frames, layout, bodies, channels);
        var shares = Enumerable.Range(0, bodies * layout.JointCount).Select(_ => random.Next(5) / 4.0).ToArray();
        for (var at = 0; at < values.Length; at += channels)
        {
            var joint = values.AsSpan(at, channels);
            joint[(channels - scores)..].Fill((float)random.NextDouble());
            if (joint[..(channels - scores)].ContainsAnyExcept(0f) && random.NextDouble() < shares[at / channels % shares.Length])
                joint[random.Next(channels)] = float.NaN;
        }

        for (var number = 1; number * layout.JointCount * channels < values.Length; number += 13)
            values.AsSpan(number * layout.JointCount * channels, layout.JointCount * channels).Fill(float.NaN);
        values[2 * channels] = 0.5f;
        values.AsSpan((2 * channels) + 1, channels - 1).Fill(0.25f);
        return values;
    }

    public static VectorDataViewType Type(SkeletonLayout layout, int bodies = 2, int channels = 3)
        => new(NumberDataViewType.Single, 0, bodies, layout.JointCount, channels);

    public static RecordingView View(SkeletonLayout layout, params float[][] rows) => new("Clip", Type(layout), layout, rows);
}
