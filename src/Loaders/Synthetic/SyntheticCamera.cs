using System.Numerics;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>A depth sensor's view of a performance: its viewpoint, and what sensors get wrong.</summary>
internal sealed class SyntheticCamera
{
    private static readonly double[] Angles = [-45, 0, 45];
    private readonly Quaternion _view;
    private readonly Vector3 _place;
    private readonly double _noise;
    private readonly (int Body, int From, int To) _absent;
    private readonly (int Body, int Joint, int From, int To, double Size) _jitter;

    public SyntheticCamera(uint camera, int frames, bool two, ref ClipRandom random)
    {
        var yaw = Angles[(camera - 1) % Angles.Length] + random.Normal(0, 6);
        _view = Quaternion.CreateFromYawPitchRoll(Radians(180 + yaw), 0, 0);
        _view = Quaternion.CreateFromAxisAngle(Vector3.UnitX, Radians(random.Normal(0, 5))) * _view;
        _view = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Radians(random.Normal(0, 2))) * _view;
        _place = new Vector3((float)random.Normal(0, 0.25), -1f + (float)random.Normal(0, 0.1), (float)random.Uniform(2.6, 4.2));
        _noise = random.Uniform(0.006, 0.02);
        var lost = random.Chance(two ? 0.35 : 0.12) ? random.Below(frames / 4) : 0;
        var lostAt = random.Below(frames - lost);
        _absent = (two && random.Chance(0.7) ? 1 : 0, lostAt, lostAt + lost);
        var shaky = random.Chance(0.5) ? random.Below(frames / 2) : 0;
        var shakyAt = random.Below(frames - shaky);
        _jitter = (two ? random.Below(2) : 0, random.Below(25), shakyAt, shakyAt + shaky, random.Uniform(0.03, 0.12));
    }

    /// <summary>Writes one body of one frame, x, y, z a joint: nothing where the sensor lost it.</summary>
    public void See(ReadOnlySpan<Vector3> joints, int body, int frame, Span<float> values, ref ClipRandom random)
    {
        if (body == _absent.Body && frame >= _absent.From && frame < _absent.To)
        {
            values.Clear();
            return;
        }

        var middle = Vector3.Transform(joints[20], _view).Z;
        for (var joint = 0; joint < joints.Length; joint++)
        {
            var seen = Vector3.Transform(joints[joint], _view);
            // What lies behind the trunk is seen worse.
            var size = _noise * (1 + (4 * Math.Max(0, seen.Z - middle)));
            if (body == _jitter.Body && joint == _jitter.Joint && frame >= _jitter.From && frame < _jitter.To)
                size += _jitter.Size;
            var place = seen + _place;
            values[3 * joint] = place.X + (float)random.Normal(0, size);
            values[(3 * joint) + 1] = place.Y + (float)random.Normal(0, size);
            values[(3 * joint) + 2] = place.Z + (float)random.Normal(0, 1.5 * size);
        }
    }

    private static float Radians(double degrees) => (float)(degrees * Math.PI / 180);
}
