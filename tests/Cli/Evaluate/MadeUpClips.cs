using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>A small hand that makes three movements, and the files it is recorded in.</summary>
internal static class MadeUpClips
{
    public const string Layout = """
        {"name": "hand", "joints": ["Wrist", "Thumb", "Index"], "bones": [[1, 0], [2, 0]], "center": 0, "mirror": [0, 1, 2],
         "parts": [{"name": "wrist", "joints": [0]}, {"name": "fingers", "joints": [1, 2]}], "regions": [{"name": "hand", "joints": [0, 1, 2]}]}
        """;

    private const int Frames = 10;
    private const int Joints = 3;
    private static readonly string[] Names = ["Wrist", "Thumb", "Index"];

    public static string[] Actions { get; } = ["nod", "wave", "bow"];

    public static (int Action, int Subject, int Take)[] Of(int subjects)
        => [.. from action in Enumerable.Range(0, 3) from subject in Enumerable.Range(1, subjects) from take in Enumerable.Range(1, 3) select (action, subject, take)];

    /// <summary>A table, wide: a row a frame.</summary>
    public static void WriteTable(string path, (int Action, int Subject, int Take)[] clips)
        => File.WriteAllLines(path, clips.SelectMany(clip => Enumerable.Range(0, Frames).Select(frame => string.Create(CultureInfo.InvariantCulture,
            $"a{clip.Action}s{clip.Subject}t{clip.Take},{clip.Subject},{Actions[clip.Action]},{frame},{string.Join(',', Places(clip, frame).Select(value => value.ToString("f4", CultureInfo.InvariantCulture)))}")))
            .Prepend($"clip,person,move,frame,{string.Join(',', Names.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}")))}"));

    /// <summary>An array <c>[N, 3, T, V, 1]</c> and its labels, <c>path.npy</c> and <c>path.csv</c>.</summary>
    public static void WriteArray(string path, (int Action, int Subject, int Take)[] clips)
    {
        var values = new List<float>();
        foreach (var clip in clips)
        {
            for (var axis = 0; axis < 3; axis++)
                values.AddRange(Enumerable.Range(0, Frames).SelectMany(frame => Enumerable.Range(0, Joints).Select(joint => Places(clip, frame)[(3 * joint) + axis])));
        }

        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': ({clips.Length}, 3, {Frames}, {Joints}, 1), }}".PadRight(117) + "\n";
        File.WriteAllBytes(path + ".npy", [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values))]);
        File.WriteAllLines(path + ".csv", clips.Select(clip => $"s{clip.Subject}t{clip.Take},{clip.Action}"));
    }

    /// <summary>Two frames of one body as a Kinect's recording, which its name says the rest of.</summary>
    public static void WriteNtu(string path)
    {
        string[] body = ["1", "72057594037931101 0 1 1 1 1 0 0.1 0.2 2", "25", .. Enumerable.Range(0, 25).Select(joint => string.Create(CultureInfo.InvariantCulture, $"{0.1 * (joint % 5)} {0.1 * joint} 3 0 0 0 0 0 0 0 1 2"))];
        File.WriteAllLines(path, ["2", .. body, .. body]);
    }

    // Each action swings another joint along another axis; people are of different sizes, takes begin at different times.
    private static float[] Places((int Action, int Subject, int Take) clip, int frame)
    {
        float[] places = [0, 1, 2, -0.1f, 1.1f, 2, 0.1f, 1.2f, 2];
        places[4 * clip.Action] += (0.1f + (0.01f * clip.Subject)) * MathF.Sin(frame + (0.2f * clip.Take));
        return places;
    }
}
