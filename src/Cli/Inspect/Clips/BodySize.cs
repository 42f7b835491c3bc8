using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect.Clips;

/// <summary>Measures bodies, and says which unit they are in: a trunk is about half a meter, shoulders a third.</summary>
internal sealed class BodySize
{
    private const double Trunk = 0.5;
    private const double Shoulders = 0.36;
    private const double Height = 1.7;
    private const double Tolerance = 2;
    private const int MostFrames = 25;
    private static readonly (string Name, double Meters)[] Units = [("meters", 1), ("centimeters", 0.01), ("millimeters", 0.001)];

    private readonly List<double> _trunks = [];
    private readonly List<double> _shoulders = [];
    private readonly List<double> _heights = [];
    private readonly JointNames _names;
    private readonly int _left;
    private readonly int _right;
    private float _largest;
    private int _coordinates;
    private double _headAbove;

    public BodySize(SkeletonLayout layout)
    {
        _names = JointNames.Of(layout.Joints);
        _left = layout.HasShoulders ? layout.LeftShoulder : _names.LeftShoulder;
        _right = layout.HasShoulders ? layout.RightShoulder : _names.RightShoulder;
    }

    public void Add(ClipFrames clip)
    {
        _coordinates = clip.Coordinates;
        var stride = Math.Max(1, clip.Frames / MostFrames);
        for (var frame = 0; frame < clip.Frames; frame += stride)
        {
            if (!clip.HasBody(frame, 0))
                continue;
            AddBox(clip, frame);
            var shoulders = Middle(clip, frame, _left, _right);
            var hips = Middle(clip, frame, _names.LeftHip, _names.RightHip);
            if (shoulders is not null && hips is not null)
            {
                _trunks.Add(Distance(shoulders, hips));
                _headAbove += shoulders[1] - hips[1];
            }

            if (_left >= 0 && _right >= 0 && shoulders is not null)
                _shoulders.Add(Distance(clip.Joint(frame, 0, _left).ToArray(), clip.Joint(frame, 0, _right).ToArray()));
        }
    }

    public void AddTo(Inspection inspection)
    {
        Add("trunk length", _trunks);
        Add("shoulder width", _shoulders);
        Add("largest extent of a body", _heights);
        inspection.Add("unit", Unit());
        if (_trunks.Count > 0 && _coordinates >= 2)
            inspection.Add("y points", _headAbove >= 0 ? "up" : "down");

        void Add(string name, List<double> lengths)
        {
            if (lengths.Count > 0)
                inspection.Add(name, Median(lengths));
        }
    }

    // The whole body is the last resort, as it depends on the pose.
    private string Unit()
    {
        if (_coordinates < 3)
            return _largest <= Tolerance ? "shares of the picture" : "pixels; scale them, for example by --scale TrunkLength";
        foreach (var (lengths, meters) in new[] { (_trunks, Trunk), (_shoulders, Shoulders), (_heights, Height) })
        {
            foreach (var (name, unit) in Units)
            {
                var ratio = lengths.Count == 0 ? 0 : Median(lengths) * unit / meters;
                if (ratio is > 1 / Tolerance and < Tolerance)
                    return name == Units[0].Name ? name : $"{name}, by the size of a body; preparation expects meters, so scale them";
            }
        }

        return "not known: no length is that of a body in meters, centimeters or millimeters; --scale TrunkLength makes the trunk 1";
    }

    private void AddBox(ClipFrames clip, int frame)
    {
        Span<float> low = stackalloc float[clip.Coordinates];
        Span<float> high = stackalloc float[clip.Coordinates];
        low.Fill(float.MaxValue);
        high.Fill(float.MinValue);
        for (var joint = 0; joint < clip.Layout.JointCount; joint++)
        {
            var place = clip.Joint(frame, 0, joint);
            for (var axis = 0; axis < place.Length; axis++)
            {
                low[axis] = Math.Min(low[axis], place[axis]);
                high[axis] = Math.Max(high[axis], place[axis]);
                _largest = Math.Max(_largest, Math.Abs(place[axis]));
            }
        }

        var extent = 0f;
        for (var axis = 0; axis < low.Length; axis++)
            extent = Math.Max(extent, high[axis] - low[axis]);
        _heights.Add(extent);
    }

    private static double Median(List<double> lengths)
    {
        lengths.Sort();
        return lengths[lengths.Count / 2];
    }

    private static float[]? Middle(ClipFrames clip, int frame, int one, int other)
    {
        if (one < 0 || other < 0)
            return null;
        var a = clip.Joint(frame, 0, one);
        var b = clip.Joint(frame, 0, other);
        if (a.IsEmpty || b.IsEmpty)
            return null;
        var middle = new float[a.Length];
        for (var i = 0; i < middle.Length; i++)
            middle[i] = (a[i] + b[i]) / 2;
        return middle;
    }

    private static double Distance(float[] one, float[] other)
        => Math.Sqrt(one.Zip(other).Sum(pair => Math.Pow(pair.First - pair.Second, 2)));
}
