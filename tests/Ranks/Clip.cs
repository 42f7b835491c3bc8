using MsMclr.MLNet;

namespace Ranks;

/// <summary>A clip that is the same in every process. The second body is there in every third.</summary>
public sealed class Clip
{
    public Clip(int number, int length)
    {
        var random = AugmentationRandom.For(1, 0, number, 0);
        Skeleton = new float[length];
        random.FillNormal(Skeleton);
        for (var i = 1; i < length && number % 3 != 0; i += 2)
            Skeleton[i] = 0;
    }

    public float[] Skeleton { get; set; }
}
