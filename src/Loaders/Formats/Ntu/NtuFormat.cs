using System.Buffers.Text;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Ntu;

/// <summary>NTU RGB+D text. The grammar is in <c>docs/formats.md</c>.</summary>
internal sealed partial class NtuFormat : ISkeletonFormat
{
    private const int Joints = 25;
    private const int FieldsOfJoint = 12;

    public string Name => "NTU RGB+D .skeleton";

    public SkeletonLayout Layout => SkeletonLayout.NtuRgbd;

    public int Bodies => 2;

    public ClipFields Fields => ClipFields.All;

    public ImmutableArray<string> Actions => NtuActions.All;

    string ISkeletonFormat.EmptyRemedy => "leave such recordings out; MissingSkeletonsFile lists them";

    public bool Accepts(string fileName) => fileName.EndsWith(".skeleton", StringComparison.OrdinalIgnoreCase);

    public ClipInfo? Describe(string name)
    {
        var match = Pattern().Match(name);
        if (!match.Success)
            return new ClipInfo { Name = name, FrameRate = 30 };
        return new ClipInfo
        {
            Name = name,
            Setup = Number(1),
            Camera = Number(2),
            Subject = Number(3),
            Replication = Number(4),
            Label = Number(5),
            FrameRate = 30,
        };

        uint Number(int group) => uint.Parse(match.Groups[group].ValueSpan);
    }

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        Parse(file, clip);
        yield return Describe(file.Name)!;
    }

    private static void Parse(SkeletonFile file, SkeletonClipBuilder clip)
    {
        var lines = new TextLines(file, file.ReadAll());
        var frames = lines.NextCount("the number of frames");
        for (var frame = 0; frame < frames; frame++)
        {
            var bodies = lines.NextCount("the number of bodies in the frame");
            clip.AddFrame();
            for (var body = 0; body < bodies; body++)
                ReadBody(ref lines, clip);
        }

        lines.ExpectEnd($"the last of {frames} frames");
    }

    private static void ReadBody(ref TextLines lines, SkeletonClipBuilder clip)
    {
        var header = lines.Next("the line that describes a body");
        if (!Utf8Parser.TryParse(header, out ulong id, out var length) || length == header.Length || header[length] != ' ')
            throw lines.File.Bad(lines.Number, $"'{TextLines.Shown(header)}' does not begin with a body's id");
        var joints = lines.NextCount("the number of joints");
        if (joints != Joints)
        {
            throw lines.File.Bad(
                lines.Number,
                $"the body has {joints} joints; NTU RGB+D has {Joints}. Load it with the format and layout it was recorded with");
        }

        var values = clip.AddBody(id);
        for (var value = 0; value < values.Length; value += 3)
        {
            var at = lines.At;
            var read = NtuJointLines.Read(lines.Text, ref at, values[value..]);
            lines.Skip(read, at);
            value += 3 * read;
            if (value == values.Length)
                break;
            var line = lines.Next("a joint");
            var isTracked = !IsNotTracked(line);
            CheckFields(lines, line);
            values[value] = lines.TakeNumber(ref line, "x");
            values[value + 1] = lines.TakeNumber(ref line, "y");
            values[value + 2] = lines.TakeNumber(ref line, "z");
            if (!isTracked)
                values.Slice(value, 3).Fill(float.NaN);
        }
    }

    // The last field is the Kinect's tracking state: 0 not tracked, 1 inferred, 2 tracked.
    private static bool IsNotTracked(ReadOnlySpan<byte> line) => line.TrimEnd((byte)' ').EndsWith(" 0"u8);

    private static void CheckFields(in TextLines lines, ReadOnlySpan<byte> line)
    {
        // Eleven single spaces are the rule; only what looks different is counted field by field.
        if (line.Count((byte)' ') == FieldsOfJoint - 1 && line[^1] != ' ' && line[0] != ' ')
            return;
        var fields = 0;
        foreach (var range in line.Split((byte)' '))
            fields += range.Start.Value < range.End.Value ? 1 : 0;
        if (fields != FieldsOfJoint)
        {
            throw lines.File.Bad(
                lines.Number,
                $"the line of a joint has {fields} fields instead of {FieldsOfJoint} ('{TextLines.Shown(line)}'); "
                + "the file is damaged, copy it again");
        }
    }

    [GeneratedRegex(@"^S([0-9]{3})C([0-9]{3})P([0-9]{3})R([0-9]{3})A([0-9]{3})")]
    private static partial Regex Pattern();
}
