using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A text file with a clip a line, read by ML.NET's own TextLoader.</summary>
public static class TextLoaderClips
{
    // The action, then two frames of one body with two joints of x, y, z.
    private const string Table = """
        lift 0 1 2 0.3 1.0 2   0 1 2 0.3 1.5 2
        wave 0 1 2 0.3 1.4 2   0 1 2 0.5 1.4 2
        """;

    public static void Run(TextWriter output)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, Table.Replace("   ", " "));
        var arm = new SkeletonLayout(
            "arm",
            joints: ["Hip", "Hand"],
            bones: [new Bone(1, 0)],
            center: 0,
            mirror: [0, 1],
            parts: [new JointGroup("arm", [0, 1])],
            regions: [new JointGroup("arm", [0, 1])]);

        var ml = new MLContext(1);
        var clips = ml.Data.LoadFromTextFile(file, new TextLoader.Options
        {
            Separators = [' '],
            Columns = [new("Action", DataKind.String, 0), new("Clip", DataKind.Single, 1, 12)],
        });

        // The column tells neither skeleton nor sizes: Prepare is told.
        var prepare = ml.Transforms.Conversion.MapValueToKey("Label", "Action")
            .Append(ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options
            {
                Frames = 4,
                Turning = ClipTurning.None, // An arm has no shoulder line.
                Layout = arm,
                Bodies = 1,
                Channels = 3,
            }));
        var prepared = prepare.Fit(clips).Transform(clips);
        output.WriteLine($"{prepared.Schema["Clip"].Type} becomes {prepared.Schema["Skeleton"].Type}");
        output.WriteLine($"labels {string.Join(", ", prepared.GetColumn<uint>("Label"))}");
        File.Delete(file);
    }
}

// Output:
// Vector<Single, 12> becomes Vector<Single, 3, 4, 2, 1>
// labels 1, 2
