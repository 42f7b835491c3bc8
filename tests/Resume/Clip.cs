using MsMclr.MLNet;

namespace Resume;

/// <summary>A clip that is the same in every process.</summary>
public sealed class Clip
{
    public Clip(int number, int length)
    {
        var random = AugmentationRandom.For(1, 0, number, 0);
        Skeleton = new float[length];
        random.FillNormal(Skeleton);
    }

    public float[] Skeleton { get; set; }
}

/// <summary>Says that a step is done.</summary>
public sealed class Steps : IProgress<MsMclrProgress>
{
    public void Report(MsMclrProgress value) => Console.WriteLine("step");
}
