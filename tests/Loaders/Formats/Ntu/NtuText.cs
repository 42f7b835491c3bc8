using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>Writes NTU <c>.skeleton</c> text, and is the naive reader that ours is compared with.</summary>
internal static class NtuText
{
    // What a sensor says of a joint besides its place.
    private const string Rest = "277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2";

    /// <summary>A file of frames of bodies: id and 25 x 3 values.</summary>
    public static string Write(IReadOnlyList<IReadOnlyList<(ulong Id, float[] Joints)>> frames, string newLine = "\n")
    {
        var text = new StringBuilder().Append(frames.Count).Append(newLine);
        foreach (var frame in frames)
        {
            text.Append(frame.Count).Append(newLine);
            foreach (var (id, joints) in frame)
            {
                text.Append(id).Append(" 0 1 1 1 1 0 0.02764709 0.05745083 2").Append(newLine).Append(joints.Length / 3).Append(newLine);
                for (var joint = 0; joint < joints.Length; joint += 3)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{joints[joint]:R} {joints[joint + 1]:R} {joints[joint + 2]:R} {Rest}");
                    text.Append(newLine);
                }
            }
        }

        return text.ToString();
    }

    /// <summary>A file whose values differ from frame to frame, body to body and joint to joint.</summary>
    public static string Small(int frames = 3, int bodies = 1)
    {
        var all = new List<(ulong, float[])[]>();
        for (var frame = 0; frame < frames; frame++)
        {
            var first = frame * 10;
            all.Add([.. Enumerable.Range(0, bodies).Select(body => (72057594037931101UL + (ulong)body, Values(first + body)))]);
        }

        return Write(all);
    }

    /// <summary>Frames of bodies as the authors' reader sees them: split at white space, nothing checked.</summary>
    public static List<List<float[]>> ReadNaively(string path)
    {
        var tokens = new Queue<string>(File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        string Next() => tokens.Dequeue();
        var frames = new List<List<float[]>>();
        var frameCount = int.Parse(Next());
        for (var frame = 0; frame < frameCount; frame++)
        {
            var bodies = new List<float[]>();
            var bodyCount = int.Parse(Next());
            for (var body = 0; body < bodyCount; body++)
            {
                for (var field = 0; field < 10; field++)
                    Next();
                var joints = new float[3 * int.Parse(Next())];
                for (var field = 0; field < joints.Length * 4; field++)
                {
                    var number = Next();
                    if (field % 12 < 3)
                        joints[(field / 12 * 3) + (field % 12)] = (float)double.Parse(number, CultureInfo.InvariantCulture);
                }

                bodies.Add(joints);
            }

            frames.Add(bodies);
        }

        return frames;
    }

    private static float[] Values(int first) => [.. Enumerable.Range(0, 75).Select(i => first + (i / 100f))];
}
