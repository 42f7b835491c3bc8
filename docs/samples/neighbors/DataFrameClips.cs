using Microsoft.Data.Analysis;
using Microsoft.ML;
using MsMclr.MLNet;

namespace Samples;

/// <summary>
/// A table of joints in a DataFrame, one row a frame, becomes clips. A DataFrame has no column of vectors, so clips leave it as arrays.
/// The other way round, what a model says of clips becomes a table.
/// </summary>
public static class DataFrameClips
{
    private const string Table = """
        clip,action,frame,hip_x,hip_y,hand_x,hand_y
        a,lift,0,0,1,0.3,1.0
        a,lift,1,0,1,0.3,1.5
        b,wave,0,0,1,0.3,1.4
        b,wave,1,0,1,0.5,1.4
        b,wave,2,0,1,0.3,1.4
        """;

    public static void Run(TextWriter output)
    {
        var frames = DataFrame.LoadCsvFromString(Table);
        var arm = new SkeletonLayout(
            "arm",
            joints: ["hip", "hand"],
            bones: [new Bone(1, 0)],
            center: 0,
            mirror: [0, 1],
            parts: [new JointGroup("arm", [0, 1])],
            regions: [new JointGroup("arm", [0, 1])]);

        var ml = new MLContext(seed: 1);
        var rows = frames.Rows.GroupBy(row => (string)row["clip"]).ToList();
        var clips = ml.Data.LoadFromClips(
            rows.Select(clip => Clip(clip, arm)), arm, labels: rows.Select(clip => (string)clip.First()["action"]));

        var prepare = ml.Transforms.Skeleton.Prepare(new SkeletonPreparationEstimator.Options
        {
            Frames = 4,
            Turning = ClipTurning.None, // An arm has no shoulder line.
        });
        var prepared = prepare.Fit(clips).Transform(clips);
        output.WriteLine($"{prepared.Schema["Clip"].Type} becomes {prepared.Schema["Skeleton"].Type}");

        // ToDataFrame takes numbers and text; a key is turned into its name first.
        var named = ml.Transforms.Conversion.MapKeyToValue("Action", "Label").Fit(prepared).Transform(prepared);
        var table = named.ToDataFrame(-1, "Name", "Action");
        foreach (var row in table.Rows)
            output.WriteLine($"{row["Name"]}: {row["Action"]}");
    }

    // [T, M, V, C]: frames, one body, joints, x and y.
    private static float[,,,] Clip(IEnumerable<DataFrameRow> rows, SkeletonLayout layout)
    {
        var frames = rows.OrderBy(row => (float)row["frame"]).ToList();
        var clip = new float[frames.Count, 1, layout.JointCount, 2];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            for (var joint = 0; joint < layout.JointCount; joint++)
            {
                clip[frame, 0, joint, 0] = (float)frames[frame][layout.Joints[joint] + "_x"];
                clip[frame, 0, joint, 1] = (float)frames[frame][layout.Joints[joint] + "_y"];
            }
        }

        return clip;
    }
}

// Output:
// Vector<Single, *, 1, 2, 2> becomes Vector<Single, 2, 4, 2, 1>
// 0: lift
// 1: wave
