using MsMclr.MLNet.Cli.Inspect.Clips;

namespace MsMclr.MLNet.Cli.Inspect.Picture;

/// <summary>Where coordinates are in a picture: one scale for all poses, so that who walks also moves in it.</summary>
internal sealed class PicturePlane
{
    private const double Border = 10;
    private readonly int _across;
    private readonly int _up;
    private readonly double _sign;
    private readonly double _middleX;
    private readonly double _middleY;
    private readonly double _scale;

    private PicturePlane(int across, int up, double sign, float[] low, float[] high)
    {
        _across = across;
        _up = up;
        _sign = sign;
        _middleX = (low[across] + high[across]) / 2.0;
        _middleY = (low[up] + high[up]) / 2.0;
        var byWidth = (PictureSize.CellWidth - Border) / Math.Max(high[across] - low[across], 1e-9);
        var byHeight = (PictureSize.CellHeight - Border) / Math.Max(high[up] - low[up], 1e-9);
        _scale = Math.Min(byWidth, byHeight);
    }

    /// <summary>The plane of y, or of the axis along which bodies are largest where that is another one by far.</summary>
    public static PicturePlane Of(ClipFrames clip, IReadOnlyList<int> frames)
    {
        const float Clearly = 1.5f;
        var low = Enumerable.Repeat(float.MaxValue, clip.Coordinates).ToArray();
        var high = Enumerable.Repeat(float.MinValue, clip.Coordinates).ToArray();
        var joints = from frame in frames
                     from body in Enumerable.Range(0, clip.Bodies)
                     where clip.HasBody(frame, body)
                     from joint in Enumerable.Range(0, clip.Layout.JointCount)
                     select (frame, body, joint);
        foreach (var (frame, body, joint) in joints)
        {
            var place = clip.Joint(frame, body, joint);
            for (var axis = 0; axis < place.Length; axis++)
            {
                low[axis] = Math.Min(low[axis], place[axis]);
                high[axis] = Math.Max(high[axis], place[axis]);
            }
        }

        var up = clip.Coordinates > 1 ? 1 : 0;
        if (clip.Coordinates > 2 && high[2] - low[2] > Clearly * (high[1] - low[1]))
            up = 2;
        return new PicturePlane(across: 0, up, Sign(clip, frames, up), low, high);
    }

    public (double X, double Y) Place(ReadOnlySpan<float> joint)
    {
        var x = (PictureSize.CellWidth / 2.0) + ((joint[_across] - _middleX) * _scale);
        var y = PictureSize.CellTop + (PictureSize.CellHeight / 2.0) - ((joint[_up] - _middleY) * _scale * _sign);
        return (x, y);
    }

    // Depth cameras count upwards and images downwards; shoulders are above hips.
    private static double Sign(ClipFrames clip, IReadOnlyList<int> frames, int up)
    {
        var names = JointNames.Of(clip.Layout.Joints);
        if (names.LeftShoulder < 0 || names.LeftHip < 0)
            return clip.Coordinates < 3 ? -1 : 1;
        var above = 0.0;
        foreach (var frame in frames.Where(frame => clip.HasBody(frame, 0)))
        {
            var shoulder = clip.Joint(frame, 0, names.LeftShoulder);
            var hip = clip.Joint(frame, 0, names.LeftHip);
            if (!shoulder.IsEmpty && !hip.IsEmpty)
                above += shoulder[up] - hip[up];
        }

        return above < 0 ? -1 : 1;
    }
}
