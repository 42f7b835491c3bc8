using System.Numerics;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>A depth sensor's view of a performance: its viewpoint, and what sensors get wrong.</summary>
internal sealed class SyntheticCamera
{
    private const int Joints = 25;
    private const double UsualDistance = 3.4;
    private static readonly double[] Angles = [-45, 0, 45];
    private readonly Quaternion _view;
    private readonly Vector3 _place;
    private readonly double _noise;
    private readonly SelfOcclusion? _occlusion;
    private readonly (int Body, int From, int To) _absent;
    private readonly (int Body, int Joint, int From, int To, double Size) _jitter;

    public SyntheticCamera(int seed, SyntheticConditions conditions, ClipInfo clip, int frames, bool two, ref ClipRandom random)
    {
        var yaw = Angles[(clip.Camera - 1) % Angles.Length] + random.Normal(0, 6);
        var tilt = TiltOf(seed, conditions.CameraTilt, clip);
        _view = Quaternion.CreateFromYawPitchRoll(Radians(180 + yaw), 0, 0);
        _view = Quaternion.CreateFromAxisAngle(Vector3.UnitX, Radians(random.Normal(0, 5) - tilt)) * _view;
        _view = Quaternion.CreateFromAxisAngle(Vector3.UnitZ, Radians(random.Normal(0, 2))) * _view;
        _place = new Vector3((float)random.Normal(0, 0.25), -1f + (float)random.Normal(0, 0.1), (float)random.Uniform(2.6, 4.2));
        _place += Aim(tilt);
        _noise = random.Uniform(0.006, 0.02);
        var lost = random.Chance(two ? 0.35 : 0.12) ? random.Below(frames / 4) : 0;
        var lostAt = random.Below(frames - lost);
        _absent = (two && random.Chance(0.7) ? 1 : 0, lostAt, lostAt + lost);
        var shaky = random.Chance(0.5) ? random.Below(frames / 2) : 0;
        var shakyAt = random.Below(frames - shaky);
        if (conditions.SensorError > 0)
        {
            var guesses = ClipRandom.Of(seed, "hidden", clip.Subject, clip.Label, clip.Replication, clip.Camera);
            _occlusion = new SelfOcclusion(conditions.SensorError, guesses);
        }

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
        Span<Vector3> places = stackalloc Vector3[Joints];
        for (var joint = 0; joint < Joints; joint++)
            places[joint] = Vector3.Transform(joints[joint], _view) + _place;
        ReadOnlySpan<Vector3> errors = _occlusion is null ? default : _occlusion.Next(places, body);
        for (var joint = 0; joint < Joints; joint++)
        {
            // What lies behind the trunk is seen worse.
            var behind = Vector3.Transform(joints[joint], _view).Z - middle;
            var size = _noise * (1 + (4 * Math.Max(0, behind)));
            if (body == _jitter.Body && joint == _jitter.Joint && frame >= _jitter.From && frame < _jitter.To)
                size += _jitter.Size;
            var place = places[joint];
            if (_occlusion is not null)
            {
                size *= place.Z * place.Z / (UsualDistance * UsualDistance);
                place += errors[joint];
            }

            values[3 * joint] = place.X + (float)random.Normal(0, size);
            values[(3 * joint) + 1] = place.Y + (float)random.Normal(0, size);
            values[(3 * joint) + 2] = place.Z + (float)random.Normal(0, 1.5 * size);
        }
    }

    /// <summary>How far a camera looks down, in degrees: the highest by the most, the lowest look up by a third of it.</summary>
    private static double TiltOf(int seed, double most, ClipInfo clip)
        => ClipRandom.Of(seed, "tilt", clip.Setup, clip.Camera).Uniform(-most / 3, most);

    /// <summary>What keeps a point a meter above the floor where it was: a tilted camera is aimed at the trunk.</summary>
    private static Vector3 Aim(double tilt)
    {
        var tilted = Quaternion.CreateFromAxisAngle(Vector3.UnitX, Radians(-tilt));
        return Vector3.UnitY - Vector3.Transform(Vector3.UnitY, tilted);
    }

    private static float Radians(double degrees) => (float)(degrees * Math.PI / 180);
}
