namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>Whether bodies move at all: the variance of positions over joints and frames, summed over the axes.</summary>
internal static class BodyMotion
{
    /// <summary>For each track whether it moves enough; the one that moves most does.</summary>
    public static List<bool> Judge(in ClipBodies bodies, List<BodyTrack> tracks, double least)
    {
        var motions = new List<double>();
        foreach (var track in tracks)
            motions.Add(Of(bodies, track));
        var most = motions.Max();
        return motions.ConvertAll(motion => motion >= least || motion == most);
    }

    private static double Of(in ClipBodies bodies, BodyTrack track)
    {
        var motion = 0.0;
        for (var channel = 0; channel < bodies.Coordinates; channel++)
            motion += Variance(bodies, track, channel);
        return motion;
    }

    // Welford's recurrence (1962).
    private static double Variance(in ClipBodies bodies, BodyTrack track, int channel)
    {
        var mean = 0.0;
        var squares = 0.0;
        var count = 0;
        foreach (var body in track.Bodies)
        {
            var values = bodies[body];
            for (var at = channel; at < values.Length; at += bodies.Channels)
            {
                if (float.IsNaN(values[at]))
                    continue;
                var before = values[at] - mean;
                mean += before / ++count;
                squares += before * (values[at] - mean);
            }
        }

        return count > 0 ? squares / count : 0;
    }
}
