using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Recordings from a CSV file: a layout of one's own, a column map, and a split by people.</summary>
public static class LoadCsv
{
    private const string Table = """
        clip,action,person,frame,hip x,hip y,hip z,hand x,hand y,hand z
        a,lift,1,0,0,1,2,0.3,1.0,2
        a,lift,1,1,0,1,2,0.3,1.5,2
        b,wave,2,0,0,1,2,0.3,1.4,2
        b,wave,2,1,0,1,2,0.5,1.4,2
        b,wave,2,2,0,1,2,0.3,1.4,2
        c,lift,3,0,0,1,2,0.3,1.0,2
        """;

    public static void Run(TextWriter output)
    {
        var file = Path.Combine(Path.GetTempPath(), Path.ChangeExtension(Path.GetRandomFileName(), ".csv"));
        File.WriteAllText(file, Table);

        var ml = new MLContext();
        var format = SkeletonFormat.Csv(new CsvSkeletonOptions
        {
            Layout = new SkeletonLayout(
                "arm",
                joints: ["Hip", "Hand"],
                bones: [new Bone(1, 0)],
                center: 0,
                mirror: [0, 1],
                parts: [new JointGroup("arm", [0, 1])],
                regions: [new JointGroup("arm", [0, 1])]),
            Coordinate = "{joint} {axis}",
            ClipColumn = "clip",
            FrameColumn = "frame",
            SubjectColumn = "person",
            LabelColumn = "action",
            Actions = SkeletonFormat.ScanCsvActions(file, "action"),
        });
        var people = SkeletonProtocol.LeaveSubjectsOut(3);
        foreach (var split in new[] { people.Train, people.Test })
        {
            var clips = ml.Data.LoadFromSkeletonFiles([file], new SkeletonLoader.Options { Format = format, Split = split });
            var labels = clips.GetColumn<uint>("Label");
            var frames = clips.GetColumn<float[]>("Clip").Select(clip => clip.Length / 6);
            var lines = labels.Zip(frames, (label, count) => $"label {label}, {count} frames");
            output.WriteLine($"{split}: {string.Join(", ", lines)}");
        }

        File.Delete(file);
    }
}

// Output:
// without subjects 3/train: label 1, 2 frames, label 2, 3 frames
// without subjects 3/test: label 1, 1 frames
