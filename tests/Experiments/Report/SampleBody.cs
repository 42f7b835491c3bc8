namespace MsMclr.MLNet.Tests;

/// <summary>Kinect joints of someone standing, in meters; the right arm waves.</summary>
internal static class SampleBody
{
    private static readonly int[] Arm = [10, 11, 23, 24];

    private static readonly (double X, double Y)[] Joints =
    [
        (0, 0), (0, .25), (0, .55), (0, .7), (-.18, .45), (-.25, .2), (-.28, -.02), (-.29, -.1), (.18, .45), (.35, .5), (.42, .72),
        (.43, .8), (-.09, 0), (-.11, -.42), (-.12, -.8), (-.14, -.85), (.09, 0), (.11, -.42), (.12, -.8), (.14, -.85), (0, .47),
        (-.3, -.17), (-.25, -.1), (.44, .87), (.39, .8),
    ];

    /// <summary>Sixty frames with room for two bodies.</summary>
    public static float[,,,] Waving(int style, int bodies = 1)
    {
        var frames = new float[60, 2, 25, 3];
        for (var t = 0; t < 60; t++)
        {
            for (var m = 0; m < bodies; m++)
            {
                for (var v = 0; v < 25; v++)
                {
                    var swing = Arm.Contains(v) ? (Joints[v].Y - .4) * Math.Sin(t * (.2 + (.03 * style))) : 0;
                    frames[t, m, v, 0] = (float)(Joints[v].X + swing + (m * .8) + (.01 * Math.Sin((t + v) * .3)));
                    frames[t, m, v, 1] = (float)(Joints[v].Y + (.02 * Math.Sin((t * .2) + style)));
                    frames[t, m, v, 2] = (float)(.05 * Math.Sin(v + (t * .1)));
                }
            }
        }

        return frames;
    }
}
