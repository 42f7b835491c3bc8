using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.NwUcla;

/// <summary>Reads lines of joints, <c>x,y,z,confidence</c>, and the lines before them that begin a frame.</summary>
internal static class NwUclaText
{
    private const int FieldsOfJoint = 4;

    /// <summary>Adds what a file holds to a clip.</summary>
    /// <param name="file">The file.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="isOneFrame">Whether the file is one frame, whatever stands between its people; otherwise each line that is no joint
    /// begins a frame.</param>
    public static void Read(SkeletonFile file, SkeletonClipBuilder clip, bool isOneFrame)
    {
        var lines = new TextLines(file, file.ReadAll());
        if (isOneFrame)
            clip.AddFrame(NwUclaTextName.Place(file.Name + ".txt").Number);
        var joints = clip.JointCount;
        var isFirst = true;
        var body = Span<float>.Empty;
        while (lines.TryNext(out var line))
        {
            line = line.Trim(" \t"u8);
            if (line.IsEmpty)
                continue;
            if (isFirst || line.Count((byte)',') != FieldsOfJoint - 1)
            {
                isFirst = false;
                CheckWhole(lines, joints, clip.JointCount);
                if (!isOneFrame)
                    clip.AddFrame();
                continue;
            }

            if (joints == clip.JointCount)
            {
                body = clip.AddBody();
                joints = 0;
            }

            ReadJoint(lines, line, body.Slice(3 * joints, 3));
            joints++;
        }

        CheckWhole(lines, joints, clip.JointCount);
        if (isFirst)
            throw file.Bad(0, "the file is empty; a line that begins a frame is expected, and 20 lines of joints for each person");
    }

    private static void CheckWhole(in TextLines lines, int joints, int all)
    {
        if (joints == all)
            return;
        throw lines.File.Bad(
            lines.Number,
            $"the body before this line has {joints} joints; {all} lines of x,y,z,confidence are expected");
    }

    private static void ReadJoint(in TextLines lines, ReadOnlySpan<byte> line, Span<float> position)
    {
        for (var field = 0; field < FieldsOfJoint; field++)
        {
            var end = line.IndexOf((byte)',');
            var text = (end < 0 ? line : line[..end]).Trim(" \t"u8);
            if (!Utf8Numbers.TryParse(text, out var value, out var length) || length != text.Length || !float.IsFinite((float)value))
                throw lines.File.Bad(lines.Number, $"'{TextLines.Shown(text)}' is not a finite number; x,y,z,confidence is expected");
            if (field < position.Length)
                position[field] = (float)value;
            else if (value == 0)
                position.Fill(float.NaN);
            line = line[(end + 1)..];
        }
    }
}
