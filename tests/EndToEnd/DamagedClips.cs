namespace MsMclr.MLNet.Tests;

/// <summary>Clips with which something is wrong, drawn from a seed: what callers may get from sensors, files and each other.</summary>
internal static class DamagedClips
{
    private static readonly float[] Odd =
        [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.Epsilon, 1e30f, -0f, 1e-40f];

    public static float[] Make(Random random, float[] clip)
    {
        var damaged = clip.ToArray();
        for (var count = random.Next(1, 4); count > 0; count--)
            damaged = Damage(random, damaged);
        return damaged;
    }

    private static float[] Damage(Random random, float[] clip)
    {
        if (clip.Length == 0)
            return clip;
        var at = random.Next(clip.Length);
        var length = random.Next(clip.Length - at) + 1;
        var odd = Odd[random.Next(Odd.Length)];
        switch (random.Next(9))
        {
            case 0:
                return clip[..at];
            case 1:
                clip[at] = odd;
                return clip;
            case 2:
                clip.AsSpan(at, length).Fill(odd);
                return clip;
            case 3:
                clip.AsSpan(at, length).Clear();
                return clip;
            case 4:
                return [.. clip.Select(value => value * MathF.Pow(10, random.Next(-40, 40)))];
            case 5:
                random.Shuffle(clip);
                return clip;
            case 6:
                return [.. clip[at..], .. clip];
            case 7:
                // Any bits at all.
                return [.. clip.Select(_ => BitConverter.Int32BitsToSingle(random.Next(int.MinValue, int.MaxValue)))];
            default:
                for (var joint = 0; joint + 3 <= clip.Length; joint += 3 * random.Next(1, 20))
                    clip.AsSpan(joint, 3).Fill(odd);
                return clip;
        }
    }
}
