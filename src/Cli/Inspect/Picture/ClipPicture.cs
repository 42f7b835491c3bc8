using MsMclr.MLNet.Cli.Inspect.Clips;

namespace MsMclr.MLNet.Cli.Inspect.Picture;

/// <summary>
/// A clip as an SVG picture: its skeleton at some moments, side by side. Left limbs are blue and right ones red.
/// </summary>
internal static class ClipPicture
{
    private const int Poses = 8;
    private const string Middle = "#4a4f5c";
    private const string Left = "#2f6fb2";
    private const string Right = "#c0562f";

    /// <summary>Draws the frames from the first body to the last.</summary>
    /// <returns>The picture; null where nobody is in the clip.</returns>
    public static string? Of(ClipFrames clip, string name)
    {
        var there = Enumerable.Range(0, clip.Frames).Where(clip.HasSomebody).ToList();
        if (there.Count == 0)
            return null;
        var count = Math.Min(Poses, there.Count);
        var frames = Enumerable.Range(0, count).Select(i => there[count == 1 ? 0 : i * (there.Count - 1) / (count - 1)]).ToList();
        var plane = PicturePlane.Of(clip, frames);
        var svg = new SvgText(PictureSize.Width(count), PictureSize.Height);
        svg.Text(PictureSize.Margin, PictureSize.Title, $"{name}, {clip.Frames} frames, {clip.Layout.Name}", "start");
        for (var i = 0; i < count; i++)
        {
            var left = PictureSize.Left(i);
            svg.Text(left + (PictureSize.CellWidth / 2), PictureSize.Caption, $"frame {frames[i] + 1}", "middle");
            for (var body = 0; body < clip.Bodies; body++)
            {
                if (clip.HasBody(frames[i], body))
                    Draw(svg, clip, frames[i], body, plane, left);
            }
        }

        return svg.ToString();
    }

    private static void Draw(SvgText svg, ClipFrames clip, int frame, int body, PicturePlane plane, int left)
    {
        var sides = JointNames.Of(clip.Layout.Joints).Sides;
        foreach (var bone in clip.Layout.Bones)
        {
            var from = clip.Joint(frame, body, bone.Parent);
            var to = clip.Joint(frame, body, bone.Child);
            if (from.IsEmpty || to.IsEmpty)
                continue;
            var begin = plane.Place(from);
            var end = plane.Place(to);
            svg.Line(left + begin.X, begin.Y, left + end.X, end.Y, Color(sides[bone.Child]));
        }
    }

    private static string Color(JointSide side) => side switch
    {
        JointSide.Left => Left,
        JointSide.Right => Right,
        _ => Middle,
    };
}
