using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A file format of one's own: a line is a frame, <c>x y z</c> of one joint after the other.</summary>
public sealed class OwnFormat : ISkeletonFormat
{
    public string Name => "two joints a line";

    public SkeletonLayout Layout { get; } = new(
        "stick",
        joints: ["Hip", "Head"],
        bones: [new Bone(1, 0)],
        center: 0,
        mirror: [0, 1],
        parts: [new JointGroup("all", [0, 1])],
        regions: [new JointGroup("all", [0, 1])]);

    public bool Accepts(string fileName) => fileName.EndsWith(".stick", StringComparison.OrdinalIgnoreCase);

    public ClipInfo Describe(string name) => new() { Name = name };

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        using var reader = new StreamReader(file.Open());
        for (var number = 1; reader.ReadLine() is { } line; number++)
        {
            var words = line.Split(' ');
            clip.AddFrame();
            var body = clip.AddBody();
            if (words.Length != body.Length)
                throw file.Bad(number, $"{words.Length} numbers instead of {body.Length}");
            for (var i = 0; i < body.Length; i++)
            {
                if (!float.TryParse(words[i], CultureInfo.InvariantCulture, out body[i]))
                    throw file.Bad(number, $"'{words[i]}' is not a number");
            }
        }

        yield return Describe(file.Name);
    }

    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory();
        File.WriteAllText(Path.Combine(folder.FullName, "sit.stick"), "0 1 2 0 1.6 2\n0 0.6 2 0 1.2 2\n");
        File.WriteAllText(Path.Combine(folder.FullName, "torn.stick"), "0 1 2 0 1.6 2\n0 0.6 2 0\n");

        var ml = new MLContext();
        var clips = ml.Data.LoadFromSkeletonFiles(folder.FullName, new SkeletonLoader.Options
        {
            Format = new OwnFormat(),
            OnBadFile = OnBadFile.Skip,
            OnSkipped = error => output.WriteLine($"left out, line {error.Line}: {error.Reason}"),
        });
        var names = clips.GetColumn<string>("Name").ToArray();
        output.WriteLine($"read: {string.Join(", ", names)}");
        folder.Delete(recursive: true);
    }
}

// Output:
// left out, line 2: 4 numbers instead of 6
// read: sit
