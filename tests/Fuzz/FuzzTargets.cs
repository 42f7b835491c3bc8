using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>The targets: every format, with small valid files to start from.</summary>
internal static class FuzzTargets
{
    private static readonly SkeletonLayout Three = new("three", ["Hip", "LeftFoot", "RightFoot"], [new(1, 0), new(2, 0)], 0, [0, 2, 1], [new("all", [0, 1, 2])], [new("all", [0, 1, 2])]);
    private static readonly string[] Actions = ["jump", "run"];

    /// <summary>All of them. <paramref name="folder"/> holds the label files that some formats read beside their recordings.</summary>
    public static IReadOnlyList<FuzzTarget> All(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "0001-L.label.txt"), "1,1,2,1\n51,2,4,2\n");
        return
        [
            new("ntu", "S001C001P001R001A001.skeleton", SkeletonFormat.NtuRgbd, Text(Ntu(2, "\n")), Text(Ntu(1, "\r\n"))),
            new("nw-ucla", "a01_s01_e00_v01.json", SkeletonFormat.NwUcla, Text($$"""{"file_name": "a", "skeletons": [{{Frame()}}, {{Frame()}}], "label": 1}""")),
            new("pku-mmd", "0001-L.txt", SkeletonFormat.PkuMmd(), Text(Pku())),
            new("pku-mmd-labeled", "0001-L.txt", SkeletonFormat.PkuMmd(folder), Text(Pku())),
            new("csv-wide", "a.csv", SkeletonFormat.Csv(new() { Layout = Three, ClipColumn = "clip", LabelColumn = "action", SubjectColumn = "who", FrameColumn = "frame", Actions = Actions }),
                Text("clip,action,who,frame," + Axes() + "\na,run,3,0,1,2,3,4,5,6,7,8,9\na,run,3,1,10,2,3,4,5,6,7,8,9\n\"b, or\"\"\",1,4,0,1,2,3,4,5,6,7,8,-9e1\nc,1,4,0,,,,,,,,,\nc,1,4,1,1,2,3,4,5,6,7,8,9\n")),
            new("csv-long", "a.csv", SkeletonFormat.Csv(new() { Layout = Three, JointColumn = "joint", FrameColumn = "frame", BodyColumn = "body", Bodies = 2 }),
                Text("frame,body,joint,x,y,z\n0,1,Hip,2,1,0\n0,1,left_foot,4,3,0\n0,1,2,6,5,0\n0,9,0,0,7,0\n0,9,1,0,8,0\n0,9,2,0,9,0\n3,1,2,1,1,0\n3,1,1,2,2,0\n3,1,0,3,3,0\n")),
            new("npy", "a.npy", SkeletonFormat.Npy(new() { Layout = Three }), Npy("f4", 4), Npy("f8", 8)),
            new("kinetics", "a.json", SkeletonFormat.Kinetics(Actions), Text($$"""{"data": [{"frame_index": 1, "skeleton": [{"pose": [{{Numbers(36)}}], "score": [{{Numbers(18)}}]}]}, {"frame_index": 2, "skeleton": []}], "label": "b", "label_index": 1}""")),
            new("openpose", "a_000000000000_keypoints.json", SkeletonFormat.OpenPose(), Text($$"""{"version": 1.3, "people": [{"person_id": [-1], "pose_keypoints_2d": [{{Numbers(54)}}], "face": []}]}""")),
            new("coco", "a.json", SkeletonFormat.Coco(), Text($$"""{"info": {}, "annotations": [{"image_id": 9, "track_id": 4, "keypoints": [{{Numbers(51)}}]}], "images": [{"id": 7}, {"id": 9}]}"""),
                Text($$"""[{"image_id": "5.jpg", "keypoints": [{{Numbers(51)}}], "score": 0.5}]""")),
            new("bvh", "a.bvh", SkeletonFormat.Bvh(Three), Text(Bvh)),
            new("pku-mmd-labels", "0002-L.txt", SkeletonFormat.PkuMmd(folder), Text("1,1,2,1\n51,2,4,2\n")) { Beside = (Path.Combine(folder, "0002-L.label.txt"), Text(Pku())) },
            Labels(Path.Combine(folder, "labels.npy"), [0x93, .. "NUMPY\u0001\0"u8, 118, 0, .. Text("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }".PadRight(117) + "\n"), .. MemoryMarshal.AsBytes<long>([1, 0])]),
            Labels(Path.Combine(folder, "labels.csv"), Text("first,0\nsecond,1\n")),
        ];
    }

    private const string Bvh = """
        HIERARCHY
        ROOT Hip
        {
          OFFSET 0 90 0
          CHANNELS 6 Xposition Yposition Zposition Zrotation Xrotation Yrotation
          JOINT LeftFoot
          {
            OFFSET 10 0 0
            CHANNELS 3 Zrotation Xrotation Yrotation
            End Site
            {
              OFFSET 5 0 0
            }
          }
          JOINT RightFoot
          {
            OFFSET -10 0 0
            CHANNELS 1 Yposition
          }
        }
        MOTION
        Frames: 2
        Frame Time: 0.0083333
        1 2 3 0 0 0 90 0 0 4
        0 0 0 0 0 90 0 0 0 5

        """;

    private static FuzzTarget Labels(string path, byte[] sample)
        => new(Path.GetFileName(path), "a.npy", SkeletonFormat.Npy(new() { Layout = Three, LabelsFile = path, Actions = Actions }), sample) { Beside = (path, Npy("f4", 4)) };

    private static string Ntu(int frames, string newLine)
    {
        var text = new StringBuilder().Append(frames).Append(newLine);
        for (var frame = 0; frame < frames; frame++)
        {
            text.Append(1 + frame).Append(newLine);
            for (var body = 0; body <= frame; body++)
            {
                text.Append("72057594037931101 0 1 1 1 1 0 0.02764709 0.05745083 2").Append(newLine).Append("25").Append(newLine);
                for (var joint = 0; joint < 25; joint++)
                    text.Append(CultureInfo.InvariantCulture, $"0.{joint + 1} -0.172{joint} 3.785547 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2").Append(newLine);
            }
        }

        return text.ToString();
    }

    private static string Pku() => string.Join("\n ", Enumerable.Range(1, 4).Select(frame => string.Join(' ', Enumerable.Range(0, 150).Select(i => (i < 75 || frame > 2 ? frame + (i / 100.0) : 0).ToString("F6", CultureInfo.InvariantCulture)))));

    private static string Frame() => $"[{string.Join(", ", Enumerable.Repeat("[1.5, -0.5, 3e-5]", 20))}]";

    private static string Numbers(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => (i / 64.0).ToString(CultureInfo.InvariantCulture)));

    private static string Axes() => string.Join(',', Three.Joints.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}")));

    private static byte[] Npy(string type, int size)
    {
        var header = $"{{'descr': '<{type}', 'fortran_order': False, 'shape': (2, 3, 2, 3, 2), }}".PadRight(117) + "\n";
        byte[] values = size == 4 ? [.. MemoryMarshal.AsBytes<float>([.. Enumerable.Range(1, 72).Select(i => (float)i)])] : [.. MemoryMarshal.AsBytes<double>([.. Enumerable.Range(1, 72).Select(i => (double)i)])];
        return [0x93, .. "NUMPY\u0001\0"u8, (byte)header.Length, 0, .. Encoding.ASCII.GetBytes(header), .. values];
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
