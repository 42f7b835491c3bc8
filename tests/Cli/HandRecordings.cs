using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Tests;

/// <summary>A small hand that makes three movements, and the files it is recorded in.</summary>
internal static class HandRecordings
{
    public const string Layout = """
        {"name": "hand", "joints": ["Wrist", "Thumb", "Index"], "bones": [[1, 0], [2, 0]], "center": 0, "mirror": [0, 1, 2],
         "parts": [{"name": "wrist", "joints": [0]}, {"name": "fingers", "joints": [1, 2]}],
         "regions": [{"name": "hand", "joints": [0, 1, 2]}]}
        """;

    private const int Frames = 10;
    private const int Joints = 3;
    private static readonly string[] People = ["anna", "bert", "cleo", "dora"];
    private static readonly string[] Names = ["Wrist", "Thumb", "Index"];

    public static string[] Actions { get; } = ["nod", "wave", "bow"];

    /// <summary>Three takes of each action by each person.</summary>
    public static HandClip[] Of(int subjects) =>
    [
        .. from action in Enumerable.Range(0, 3)
           from subject in Enumerable.Range(1, subjects)
           from take in Enumerable.Range(1, 3)
           select new HandClip(action, subject, take),
    ];

    /// <summary>What a table calls a clip.</summary>
    public static string NameOf(HandClip clip) => $"a{clip.Action}s{clip.Subject}t{clip.Take}";

    /// <summary>A table, wide: a row a frame.</summary>
    public static void WriteTable(string path, HandClip[] clips)
    {
        var columns = Names.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}"));
        var rows = clips.SelectMany(clip => Enumerable.Range(0, Frames).Select(frame => Row(clip, frame)));
        File.WriteAllLines(path, rows.Prepend($"clip,person,move,frame,{string.Join(',', columns)}"));
    }

    /// <summary>A table of one clip without depth, in a folder of its action, called by its person and take.</summary>
    public static void WriteFlatClip(string folder, HandClip clip)
    {
        var file = Directory.CreateDirectory(Path.Combine(folder, Actions[clip.Action])).FullName;
        var rows = Enumerable.Range(0, Frames).Select(frame => string.Join(',', Flat(clip, frame)));
        var columns = string.Join(',', Names.SelectMany(joint => "xy".Select(axis => $"{joint}_{axis}")));
        File.WriteAllLines(Path.Combine(file, $"{People[clip.Subject - 1]}_t{clip.Take}.csv"), rows.Prepend(columns));
    }

    /// <summary>The options that describe such a table.</summary>
    public static string[] TableOptions(string path, string layoutFile) =>
    [
        "--format", "csv", "--data", path, "--layout", layoutFile, "--csv", "ClipColumn=clip", "--csv", "FrameColumn=frame",
        "--csv", "SubjectColumn=person", "--csv", "LabelColumn=move",
    ];

    /// <summary>An array <c>[N, 3, T, V, 1]</c> and its labels, <c>path.npy</c> and <c>path.csv</c>.</summary>
    public static void WriteArray(string path, HandClip[] clips)
    {
        var values = new List<float>();
        foreach (var clip in clips)
        {
            for (var axis = 0; axis < 3; axis++)
            {
                for (var frame = 0; frame < Frames; frame++)
                {
                    for (var joint = 0; joint < Joints; joint++)
                        values.Add(Places(clip, frame)[(3 * joint) + axis]);
                }
            }
        }

        var shape = $"({clips.Length}, 3, {Frames}, {Joints}, 1)";
        var header = $"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}".PadRight(117) + "\n";
        byte[] start = [0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header)];
        File.WriteAllBytes(path + ".npy", [.. start, .. MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(values))]);
        File.WriteAllLines(path + ".csv", clips.Select(clip => $"s{clip.Subject}t{clip.Take},{clip.Action}"));
    }

    // Movements along z show as if seen from above.
    private static IEnumerable<string> Flat(HandClip clip, int frame)
    {
        var places = Places(clip, frame);
        for (var joint = 0; joint < Joints; joint++)
        {
            yield return places[3 * joint].ToString("f4", CultureInfo.InvariantCulture);
            yield return (places[(3 * joint) + 1] + places[(3 * joint) + 2]).ToString("f4", CultureInfo.InvariantCulture);
        }
    }

    private static string Row(HandClip clip, int frame)
    {
        var values = Places(clip, frame).Select(value => value.ToString("f4", CultureInfo.InvariantCulture));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{NameOf(clip)},{clip.Subject},{Actions[clip.Action]},{frame},{string.Join(',', values)}");
    }

    // Each action swings another joint along another axis; people are of different sizes, takes begin at different times.
    private static float[] Places(HandClip clip, int frame)
    {
        float[] places = [0, 1, 2, -0.1f, 1.1f, 2, 0.1f, 1.2f, 2];
        places[4 * clip.Action] += (0.1f + (0.01f * clip.Subject)) * MathF.Sin(frame + (0.2f * clip.Take));
        return places;
    }
}

/// <summary>A recording of the hand: what, by whom, and which of several.</summary>
internal sealed record HandClip(int Action, int Subject, int Take);
