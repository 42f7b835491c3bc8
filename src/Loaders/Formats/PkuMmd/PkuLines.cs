using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.PkuMmd;

/// <summary>The lines of a PKU-MMD recording: 2 x 25 x 3 numbers each; a body of zeros is not there.</summary>
internal ref struct PkuLines(SkeletonFile file, int offset = 0, long line = 0)
{
    private const int BodyValues = 75;
    private TextLines _lines = new(file, file.ReadAll()[offset..], line);

    /// <summary>Where each line begins, so that intervals that overlap or lie in any order can be cut.</summary>
    public static List<int> Starts(SkeletonFile file)
    {
        var text = file.ReadAll();
        var starts = new List<int>();
        var blank = false;
        for (var at = 0; at < text.Length;)
        {
            var end = text[at..].IndexOf((byte)'\n');
            var line = end < 0 ? text[at..] : text.Slice(at, end);
            if (line.Trim(" \t\r"u8).IsEmpty)
                blank = true;
            else if (blank)
                throw file.Bad(starts.Count + 1, "the line is blank; 150 numbers are expected");
            else
                starts.Add(at);
            at = end < 0 ? text.Length : at + end + 1;
        }

        return starts;
    }

    /// <summary>Adds all lines that are left to a clip.</summary>
    public void CopyRest(SkeletonClipBuilder clip)
    {
        var starts = Starts(file);
        for (var frame = 0; frame < starts.Count; frame++)
            Copy(clip);
    }

    /// <summary>Adds the next line to a clip as a frame.</summary>
    public void Copy(SkeletonClipBuilder clip)
    {
        var line = _lines.Next("a frame");
        clip.AddFrame();
        Span<float> body = stackalloc float[BodyValues];
        for (var number = 0; number < 2; number++)
        {
            for (var i = 0; i < BodyValues; i++)
                body[i] = _lines.TakeNumber(ref line, "a coordinate (150 a line)");
            // The second body keeps its place when the first is not there. That says nothing of who it is.
            if (body.ContainsAnyExcept(0f))
                body.CopyTo(clip.AddBodyAt(number, isOwn: false));
        }

        if (!line.Trim(" \t"u8).IsEmpty)
            throw file.Bad(_lines.Number, $"'{TextLines.Shown(line.Trim((byte)' '))}' follows the 150 numbers of the frame");
    }
}
