namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>A clip as the page's script draws it: small whole numbers, centered, y upwards.</summary>
internal static class ClipDrawing
{
    private const int MostFrames = 150;

    /// <summary>Makes the drawing.</summary>
    /// <returns>For each frame, for each body, x, y, z of each joint in -1000 to 1000; null for an absent body.</returns>
    public static int[]?[][] Of(ReportClip clip, SkeletonLayout layout)
    {
        var frames = clip.Frames;
        var stride = (frames.GetLength(0) + MostFrames - 1) / MostFrames;
        var low = Enumerable.Repeat(double.MaxValue, 3).ToArray();
        var high = Enumerable.Repeat(double.MinValue, 3).ToArray();
        foreach (var (t, m) in Bodies(frames, stride).Where(body => Present(frames, body.Frame, body.Body)))
        {
            for (var v = 0; v < layout.JointCount; v++)
            {
                for (var c = 0; c < 3; c++)
                {
                    low[c] = Math.Min(low[c], frames[t, m, v, c]);
                    high[c] = Math.Max(high[c], frames[t, m, v, c]);
                }
            }
        }

        // However the picture is turned, nobody leaves it.
        var across = double.Hypot(high[0] - low[0], high[2] - low[2]);
        var reach = Math.Max(Math.Max(high[1] - low[1], across) / 2, 1e-9);
        var up = HeadIsLow(frames, layout) ? -1 : 1;
        var drawing = new int[]?[(frames.GetLength(0) + stride - 1) / stride][];
        for (var t = 0; t < drawing.Length; t++)
        {
            drawing[t] = new int[]?[frames.GetLength(1)];
            for (var m = 0; m < drawing[t].Length; m++)
                drawing[t][m] = Present(frames, t * stride, m) ? Body(t * stride, m) : null;
        }

        return drawing;

        int[] Body(int t, int m)
        {
            var joints = new int[layout.JointCount * 3];
            for (var v = 0; v < joints.Length; v++)
            {
                var c = v % 3;
                var middle = (low[c] + high[c]) / 2;
                joints[v] = (int)Math.Round((frames[t, m, v / 3, c] - middle) / reach * 1000) * (c == 1 ? up : 1);
            }

            return joints;
        }
    }

    private static IEnumerable<(int Frame, int Body)> Bodies(float[,,,] frames, int stride)
    {
        for (var t = 0; t < frames.GetLength(0); t += stride)
        {
            for (var m = 0; m < frames.GetLength(1); m++)
                yield return (t, m);
        }
    }

    private static bool Present(float[,,,] frames, int t, int m)
    {
        for (var v = 0; v < frames.GetLength(2); v++)
        {
            if (frames[t, m, v, 0] != 0 || frames[t, m, v, 1] != 0 || frames[t, m, v, 2] != 0)
                return true;
        }

        return false;
    }

    // Depth cameras count y upwards, images downwards; the head tells which.
    private static bool HeadIsLow(float[,,,] frames, SkeletonLayout layout)
    {
        var head = Math.Max(layout.IndexOf("Head"), layout.IndexOf("Nose"));
        if (head < 0)
            return false;
        var above = 0.0;
        foreach (var (t, m) in Bodies(frames, 1))
        {
            for (var v = 0; v < layout.JointCount; v++)
                above += frames[t, m, head, 1] - frames[t, m, v, 1];
        }

        return above < 0;
    }
}
