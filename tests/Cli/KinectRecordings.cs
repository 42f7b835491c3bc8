using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>Small recordings of one body by a Kinect, which their names say the rest of.</summary>
internal static class KinectRecordings
{
    /// <summary>Writes a recording whose joints move a little from frame to frame.</summary>
    public static void Write(string path, int frames = 2)
    {
        var lines = new List<string> { frames.ToString(CultureInfo.InvariantCulture) };
        for (var frame = 0; frame < frames; frame++)
        {
            lines.AddRange(["1", "72057594037931101 0 1 1 1 1 0 0.1 0.2 2", "25"]);
            for (var joint = 0; joint < 25; joint++)
            {
                var x = (0.1 * (joint % 5)) + (0.02 * frame * (joint % 3));
                lines.Add(string.Create(CultureInfo.InvariantCulture, $"{x} {0.1 * joint} 3 0 0 0 0 0 0 0 1 2"));
            }
        }

        File.WriteAllLines(path, lines);
    }
}
