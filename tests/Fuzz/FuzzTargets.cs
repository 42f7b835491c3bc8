namespace MsMclr.MLNet.Fuzzing;

/// <summary>The targets of the loaders: every format, with small valid files to start from.</summary>
internal static class FuzzTargets
{
    private static readonly string[] Actions = ["jump", "run"];

    /// <summary>All of them.</summary>
    /// <param name="folder">Holds the label files that some formats read beside their recordings.</param>
    public static IReadOnlyList<FormatTarget> All(string folder)
    {
        File.WriteAllBytes(Path.Combine(folder, "0001-L.label.txt"), FuzzSamples.PkuLabels);
        return
        [
            new("ntu", "S001C001P001R001A001.skeleton", SkeletonFormat.NtuRgbd, FuzzSamples.Ntu(2, "\n"), FuzzSamples.Ntu(1, "\r\n")),
            new("nw-ucla", "a01_s01_e00_v01.json", SkeletonFormat.NwUcla, FuzzSamples.NwUcla),
            new("nw-ucla-text", "frame_3_tc_9_skeletons.txt", SkeletonFormat.NwUclaText, FuzzSamples.NwUclaText),
            new("nw-ucla-text-clip", "a01_s01_e00_v01.txt", SkeletonFormat.NwUclaText, FuzzSamples.NwUclaText),
            new("utd-mhad", "a.csv", SkeletonFormat.UtdMhad, FuzzSamples.UtdMhad),
            new("pku-mmd", "0001-L.txt", SkeletonFormat.PkuMmd(), FuzzSamples.Pku),
            new("pku-mmd-labeled", "0001-L.txt", SkeletonFormat.PkuMmd(folder), FuzzSamples.Pku),
            new("csv-wide", "a.csv", SkeletonFormat.Csv(Wide()), FuzzSamples.WideCsv),
            new("csv-long", "a.csv", SkeletonFormat.Csv(Long()), FuzzSamples.LongCsv),
            new("csv-times", "a.csv", SkeletonFormat.Csv(Times()), FuzzSamples.CsvOfTimes, FuzzSamples.CsvOfDates),
            new("csv-scores", "a.csv", SkeletonFormat.Csv(Scores()), FuzzSamples.CsvOfScores),
            Scanned(Path.Combine(folder, "a.csv"), FuzzSamples.CsvOfTimes, FuzzSamples.CsvOfDates, FuzzSamples.WideCsv),
            new("npy-frames", "a.npy", SkeletonFormat.Npy(Frames(NpyAxes.FramesFirst)), FuzzSamples.Npy("f4", "2, 2, 18")),
            new("npy-bodies", "a.npy", SkeletonFormat.Npy(Frames(NpyAxes.BodiesFirst)), FuzzSamples.Npy("f4", "2, 2, 2, 3, 3")),
            new("npy", "a.npy", SkeletonFormat.Npy(new() { Layout = FuzzSamples.Three }), FuzzSamples.Npy("f4"), FuzzSamples.Npy("f8")),
            new("kinetics", "a.json", SkeletonFormat.Kinetics(Actions), FuzzSamples.Kinetics),
            new("openpose", "a_000000000000_keypoints.json", SkeletonFormat.OpenPose(), FuzzSamples.OpenPose),
            new("coco", "a.json", SkeletonFormat.Coco(), FuzzSamples.CocoAnnotations, FuzzSamples.CocoResults),
            new("azure-kinect", "a.json", SkeletonFormat.AzureKinect, FuzzSamples.AzureKinect),
            new("openpose-hand", "a_7_keypoints.json", SkeletonFormat.OpenPose(Hand()), FuzzSamples.OpenPoseHand, FuzzSamples.OldHand),
            new("coco-videos", "a.json", SkeletonFormat.Coco(), FuzzSamples.CocoVideos),
            new("alphapose", "a.json", SkeletonFormat.AlphaPose(), FuzzSamples.AlphaPose),
            new("mmpose", "a.json", SkeletonFormat.MMPose(), FuzzSamples.MMPose, FuzzSamples.MMPoseImage),
            new("mediapipe", "a.json", SkeletonFormat.MediaPipe(FuzzSamples.Three), FuzzSamples.MediaPipe, FuzzSamples.MediaPipeArrays),
            new("json-frames", "a.json", SkeletonFormat.JsonFrames(FuzzSamples.Three, bodies: 2), FuzzSamples.JsonFrames),
            new("bvh", "a.bvh", SkeletonFormat.Bvh(FuzzSamples.Three), FuzzSamples.Bvh),
            new("bvh-layout", "a.bvh", SkeletonFormat.Bvh(FuzzSamples.Three), FuzzSamples.Bvh, FuzzSamples.TwoRoots)
            {
                Beside = Path.Combine(folder, "a.bvh"),
                FromFile = path => SkeletonFormat.Bvh(path),
            },
            new("pku-mmd-labels", "0002-L.txt", SkeletonFormat.PkuMmd(folder), FuzzSamples.PkuLabels)
            {
                Beside = Path.Combine(folder, "0002-L.label.txt"),
                Recording = FuzzSamples.Pku,
            },
            Labels(Path.Combine(folder, "labels.npy"), FuzzSamples.NpyLabels),
            Labels(Path.Combine(folder, "labels.csv"), FuzzSamples.CsvLabels),
        ];
    }

    private static OpenPoseSkeletonOptions Hand() => new() { Parts = OpenPoseParts.LeftHand };

    private static CsvSkeletonOptions Wide() => new()
    {
        Layout = FuzzSamples.Three,
        ClipColumn = "clip",
        LabelColumn = "action",
        SubjectColumn = "who",
        FrameColumn = "frame",
        Actions = Actions,
    };

    private static CsvSkeletonOptions Long() => new()
    {
        Layout = FuzzSamples.Three,
        JointColumn = "joint",
        FrameColumn = "frame",
        BodyColumn = "body",
        Bodies = 2,
    };

    private static CsvSkeletonOptions Times() => new()
    {
        Layout = FuzzSamples.Three,
        Axes = ["x", "y"],
        TimeColumn = "time",
    };

    private static CsvSkeletonOptions Scores() => new()
    {
        Layout = FuzzSamples.Three,
        Score = "visibility",
        JointColumn = "landmark",
        FrameColumn = "frame",
        BodyColumn = "track",
        Bodies = 2,
    };

    private static NpySkeletonOptions Frames(NpyAxes axes) => new() { Layout = FuzzSamples.Three, Axes = axes, HasScore = true };

    private static FormatTarget Scanned(string path, params byte[][] samples)
        => new("csv-scanned", Path.GetFileName(path), SkeletonFormat.Csv(Wide()), samples)
        {
            Beside = path,
            FromFile = file => SkeletonFormat.Csv(file),
        };

    private static FormatTarget Labels(string path, byte[] sample)
    {
        var options = new NpySkeletonOptions { Layout = FuzzSamples.Three, LabelsFile = path, Actions = Actions };
        return new FormatTarget(Path.GetFileName(path), "a.npy", SkeletonFormat.Npy(options), sample)
        {
            Beside = path,
            Recording = FuzzSamples.Npy("f4"),
        };
    }
}
