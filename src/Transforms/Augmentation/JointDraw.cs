namespace MsMclr.MLNet.Transforms.Augmentation;

/// <summary>Draws joints without drawing one twice.</summary>
internal static class JointDraw
{
    /// <summary>
    /// Fills a span with different joints of <paramref name="joints"/>, in ascending order; every subset is as likely as any other
    /// (Knuth, The Art of Computer Programming, volume 2, algorithm S).
    /// </summary>
    public static void Fill(Span<int> drawn, int joints, ref AugmentationRandom random)
    {
        var found = 0;
        for (var joint = 0; found < drawn.Length; joint++)
        {
            if (random.NextInt(joints - joint) < drawn.Length - found)
                drawn[found++] = joint;
        }
    }
}
