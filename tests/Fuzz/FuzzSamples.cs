using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>Small valid files of every format.</summary>
internal static partial class FuzzSamples
{
    private const string BvhText = """
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

    /// <summary>A layout of three joints.</summary>
    public static SkeletonLayout Three { get; } = new(
        "three",
        ["Hip", "LeftFoot", "RightFoot"],
        [new(1, 0), new(2, 0)],
        center: 0,
        mirror: [0, 2, 1],
        parts: [new("all", [0, 1, 2])],
        regions: [new("all", [0, 1, 2])]);

    public static byte[] NwUcla { get; } = Text($$"""{"file_name": "a", "skeletons": [{{Frame()}}, {{Frame()}}], "label": 1}""");

    public static byte[] NwUclaText { get; } = Text(
        $"1,17\n{string.Join('\n', Enumerable.Repeat("0.5,-1.25,2.5e0,1", 20))}\n"
        + $"2,18\n{string.Join('\n', Enumerable.Repeat("0,0,0,0", 20))}\n");

    public static byte[] UtdMhad { get; } = Text(
        $"clip,action,subject,trial,frame,{Columns(SkeletonLayout.UtdMhad)}\n"
        + $"a1_s1_t1,1,1,1,0,{Numbers(60, ",")}\na1_s1_t1,1,1,1,1,{Numbers(60, ",")}\na2_s1_t1,squat,1,1,0,{Numbers(60, ",")}\n");

    public static byte[] Pku { get; } = Text(string.Join("\n ", Enumerable.Range(1, 4).Select(PkuLine)));

    public static byte[] PkuLabels { get; } = Text("1,1,2,1\n51,2,4,2\n");

    public static byte[] WideCsv { get; } = Text(
        $"clip,action,who,frame,{Columns(Three)}\n"
        + "a,run,3,0,1,2,3,4,5,6,7,8,9\na,run,3,1,10,2,3,4,5,6,7,8,9\n"
        + "\"b, or\"\"\",1,4,0,1,2,3,4,5,6,7,8,-9e1\n"
        + "c,1,4,0,,,,,,,,,\nc,1,4,1,1,2,3,4,5,6,7,8,9\n");

    public static byte[] LongCsv { get; } = Text(
        "frame,body,joint,x,y,z\n"
        + "0,1,Hip,2,1,0\n0,1,left_foot,4,3,0\n0,1,2,6,5,0\n"
        + "0,9,0,0,7,0\n0,9,1,0,8,0\n0,9,2,0,9,0\n"
        + "3,1,2,1,1,0\n3,1,1,2,2,0\n3,1,0,3,3,0\n");

    /// <summary>European: a first line that names the separator, decimal commas, a time that is lost, an empty cell.</summary>
    public static byte[] CsvOfTimes { get; } = Text(
        "sep=;\r\ntime;Hip_x;Hip_y;LeftFoot_x;LeftFoot_y;RightFoot_x;RightFoot_y\r\n"
        + "0,0;1,5;2;3;1;1;1\r\n0,04;4;;6;1;1;1\r\n0,12;NaN;8;9;1;1;1\r\n");

    public static byte[] CsvOfDates { get; } = Text(
        "time\tHip_x\tHip_y\tfoot_l_x\tfoot_l_y\tfoot_r_x\tfoot_r_y\n"
        + "2024-05-01T12:00:00.000Z\t1\t2\t3\t4\t5\t6\n2024-05-01T12:00:00.040Z\t4\t5\t6\t7\t8\t9\n");

    /// <summary>As MediaPipe's results are written, with tracks that were lost.</summary>
    public static byte[] CsvOfScores { get; } = Text(
        "frame,track,landmark,x,y,z,visibility\n"
        + "0,7,Hip,2,1,0,0.9\n0,7,left_foot,4,3,0,0\n0,7,RFoot,6,5,0,1\n"
        + "2,-1,0,0,7,0,1\n2,-1,1,0,8,0,1\n2,-1,2,0,9,0,nan\n2,-1,0,1,1,1,1\n"
        + "img_5.png,7,2,1,1,0,1\n5,7,1,2,2,0,1\n5,7,0,3,3,0,1\n");

    public static byte[] Kinetics { get; } = Text(
        $$"""
        {"data": [{"frame_index": 1, "skeleton": [{"pose": [{{Numbers(36)}}], "score": [{{Numbers(18)}}]}]},
         {"frame_index": 2, "skeleton": []}], "label": "b", "label_index": 1}
        """);

    public static byte[] OpenPose { get; } = Text(
        $$"""{"version": 1.3, "people": [{"person_id": [-1], "pose_keypoints_2d": [{{Numbers(54)}}], "face": []}]}""");

    public static byte[] CocoAnnotations { get; } = Text(
        $$"""
        {"info": {}, "annotations": [{"image_id": 9, "track_id": 4, "keypoints": [{{Numbers(51)}}]}],
         "images": [{"id": 7}, {"id": 9}]}
        """);

    public static byte[] CocoResults { get; } = Text($$"""[{"image_id": "5.jpg", "keypoints": [{{Numbers(51)}}], "score": 0.5}]""");

    public static byte[] JsonFrames { get; } = Text(
        """{"frames": [[[[1, 2, 3], [4, 5, 6], [7, 8, -9e1]], null], [], [[], [[0.5, 0, 0], [1, 1, 1], [2, 2, 2]]]], "label": null}""");

    public static byte[] AzureKinect { get; } = Text(
        $$"""
        {"bone_list": [["NECK", "HEAD"]], "frames": [{"bodies": [{{AzureBody(1)}}, {{AzureBody(-1)}}], "frame_id": 3, "num_bodies": 2,
         "timestamp_usec": 100}, {"bodies": [], "frame_id": 5, "num_bodies": 0, "timestamp_usec": 66766}], "source_file": "a.mkv"}
        """);

    public static byte[] Bvh { get; } = Text(BvhText);

    /// <summary>Two people, whose joints have spaces in their names.</summary>
    public static byte[] TwoRoots { get; } = Text(
        "HIERARCHY\n"
        + "ROOT Ann Hip\n{\nOFFSET 0 9 0\nCHANNELS 3 Xposition Yposition Zposition\nEnd Site\n{\nOFFSET 5 0 0\n}\n}\n"
        + "ROOT Ben Hip\n{\nOFFSET 0 9 0\nCHANNELS 3 Xposition Yposition Zposition\nEnd Site\n{\nOFFSET 5 0 0\n}\n}\n"
        + "MOTION\nFrames: 1\nFrame Time: 0.04\n1 2 3 4 5 6\n7 8 9 10 11 12\n");

    public static byte[] NpyLabels { get; } =
    [
        .. NpyHeader("{'descr': '<i8', 'fortran_order': False, 'shape': (2,), }"), .. MemoryMarshal.AsBytes<long>([1, 0]),
    ];

    public static byte[] CsvLabels { get; } = Text("first,0\nsecond,1\n");

    /// <summary>NTU text: one body in the first frame, two in the second, and so on.</summary>
    public static byte[] Ntu(int frames, string newLine)
    {
        const string rest = "3.785547 277.419 191.8218 1036.233 519.1677 -0.2059419 0.05349901 0.9692109 -0.1239193 2";
        var text = new StringBuilder().Append(frames).Append(newLine);
        for (var frame = 0; frame < frames; frame++)
        {
            text.Append(1 + frame).Append(newLine);
            for (var body = 0; body <= frame; body++)
            {
                text.Append("72057594037931101 0 1 1 1 1 0 0.02764709 0.05745083 2").Append(newLine).Append("25").Append(newLine);
                for (var joint = 0; joint < 25; joint++)
                    text.Append(CultureInfo.InvariantCulture, $"0.{joint + 1} -0.172{joint} {rest}").Append(newLine);
            }
        }

        return Text(text.ToString());
    }

    /// <summary>Two clips of two frames of <see cref="Three"/>, as <c>f4</c> or <c>f8</c>.</summary>
    public static byte[] Npy(string type, string shape = "2, 3, 2, 3, 2")
    {
        var header = NpyHeader($"{{'descr': '<{type}', 'fortran_order': False, 'shape': ({shape}), }}");
        var values = Enumerable.Range(1, 72);
        if (type == "f4")
            return [.. header, .. MemoryMarshal.AsBytes<float>([.. values.Select(value => (float)value)])];
        return [.. header, .. MemoryMarshal.AsBytes<double>([.. values.Select(value => (double)value)])];
    }

    private static byte[] NpyHeader(string entries)
    {
        var text = entries.PadRight(117) + "\n";
        return [0x93, .. "NUMPY\u0001\0"u8, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text)];
    }

    private static string PkuLine(int frame)
    {
        // The second body comes in the third frame.
        var values = Enumerable.Range(0, 150).Select(i => i < 75 || frame > 2 ? frame + (i / 100.0) : 0);
        return string.Join(' ', values.Select(value => value.ToString("F6", CultureInfo.InvariantCulture)));
    }

    private static string AzureBody(int id)
        => $$"""{"body_id": {{id}}, "joint_positions": [{{string.Join(", ", Enumerable.Repeat("[15.5, -0.5, 3e3]", 32))}}]}""";

    private static string Frame() => $"[{string.Join(", ", Enumerable.Repeat("[1.5, -0.5, 3e-5]", 20))}]";

    private static string Numbers(int count, string separator = ", ")
        => string.Join(separator, Enumerable.Range(1, count).Select(i => (i / 64.0).ToString(CultureInfo.InvariantCulture)));

    private static string Columns(SkeletonLayout layout)
        => string.Join(',', layout.Joints.SelectMany(joint => "xyz".Select(axis => $"{joint}_{axis}")));

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
