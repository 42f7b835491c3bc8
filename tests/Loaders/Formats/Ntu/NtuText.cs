using System.Globalization;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>Writes NTU <c>.skeleton</c> text, and is the naive reader that ours is compared with.</summary>
internal static class NtuText
{
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
                    text.Append(CultureInfo.InvariantCulture, $"{joints[joint]:R} {joints[joint + 1]:R} {joints[joint + 2]:R} 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2").Append(newLine);
            }
        }

        return text.ToString();
    }

    public static string Small(int frames = 3, int bodies = 1) => Write([.. Enumerable.Range(0, frames).Select(frame =>
        (IReadOnlyList<(ulong, float[])>)[.. Enumerable.Range(0, bodies).Select(body => ((ulong)(72057594037931101 + body), Enumerable.Range(0, 75).Select(i => (frame * 10) + body + (i / 100f)).ToArray()))])]);

    /// <summary>Frames of bodies as the authors' reader sees them: split at white space, nothing checked.</summary>
    public static List<List<float[]>> ReadNaively(string path)
    {
        using var tokens = File.ReadAllText(path).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).AsEnumerable().GetEnumerator();
        string Next() => tokens.MoveNext() ? tokens.Current : throw new EndOfStreamException();
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
}
