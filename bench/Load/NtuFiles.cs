using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Bench;

/// <summary>Synthetic clips written as NTU <c>.skeleton</c> text into a folder of their own, to be read back.</summary>
internal sealed class NtuFiles : IDisposable
{
    // What a Kinect writes after the three coordinates of a joint: its place in two images, its orientation, and how well it was seen.
    private const string Rest = "277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2";

    public NtuFiles(int clips)
    {
        var view = new MLContext().Data.LoadSyntheticSkeletons(subjects: 8);
        using var cursor = view.GetRowCursor([view.Schema["Clip"], view.Schema["Name"]]);
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Name"]);
        VBuffer<float> clip = default;
        ReadOnlyMemory<char> name = default;
        while (Clips < clips && cursor.MoveNext())
        {
            getClip(ref clip);
            getName(ref name);
            var text = Encoding.ASCII.GetBytes(Write(clip.GetValues()));
            File.WriteAllBytes(Path.Combine(Folder, $"{name}.skeleton"), text);
            Clips++;
            Bytes += text.Length;
        }
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("msmclr-bench-").FullName;

    public int Clips { get; }

    public long Bytes { get; }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Write(ReadOnlySpan<float> clip)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{clip.Length / 150}\n");
        for (; clip.Length > 0; clip = clip[150..])
        {
            var bodies = clip[75..150].ContainsAnyExcept(0f) ? 2 : 1;
            text.Append(CultureInfo.InvariantCulture, $"{bodies}\n");
            for (var body = 0; body < bodies; body++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{72057594037931101 + body} 0 1 1 1 1 0 0.02764709 0.05745083 2\n25\n");
                for (var joint = 75 * body; joint < 75 * (body + 1); joint += 3)
                    text.Append(CultureInfo.InvariantCulture, $"{clip[joint]:G7} {clip[joint + 1]:G7} {clip[joint + 2]:G7} {Rest}\n");
            }
        }

        return text.ToString();
    }
}
