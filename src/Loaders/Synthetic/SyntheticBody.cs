using System.Numerics;
using static MsMclr.MLNet.Loaders.Synthetic.Dof;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>
/// A person: bone lengths, and the forward kinematics that turn angles into the 25 joints of <see cref="SkeletonLayout.NtuRgbd"/>.
/// </summary>
/// <remarks>x to the body's left, y up, z where it faces; meters.</remarks>
internal sealed class SyntheticBody
{
    private static readonly Vector3 Down = -Vector3.UnitY;
    private readonly float[] _bones;
    private readonly float _reach = 1;

    /// <summary>
    /// A person's proportions: 25 bone lengths about those of an adult of 1.7 m. Children are of 1.1 to 1.5 m, with shorter legs and
    /// larger heads.
    /// </summary>
    public SyntheticBody(int seed, uint subject, double children)
    {
        var random = ClipRandom.Of(seed, "body", subject);
        var size = random.Normal(1, 0.07);
        var arms = random.Normal(1, 0.05);
        var legs = random.Normal(1, 0.05);
        var trunk = random.Normal(1, 0.04);
        var head = trunk;
        var age = ClipRandom.Of(seed, "age", subject);
        if (age.Chance(children))
        {
            size = age.Uniform(1.1, 1.5) / 1.7;
            legs *= 0.94;
            head *= 1.15;
            // What adults do within half a meter, children do within less.
            _reach = (float)size;
        }

        ReadOnlySpan<double> adult =
        [
            0, 0.30, 0.08, 0.15, // pelvis, spine, neck, head
            0.19, 0.28, 0.25, 0.08, // left arm
            0.19, 0.28, 0.25, 0.08, // right arm
            0.09, 0.42, 0.40, 0.13, // left leg
            0.09, 0.42, 0.40, 0.13, // right leg
            0.25, // upper spine
            0.08, 0.05, 0.08, 0.05, // finger tips and thumbs
        ];
        _bones = new float[adult.Length];
        for (var joint = 0; joint < adult.Length; joint++)
        {
            var part = joint switch
            {
                2 or 3 => head,
                < 4 or 20 => trunk,
                >= 12 and < 20 => legs,
                _ => arms,
            };
            _bones[joint] = (float)(adult[joint] * size * part);
        }
    }

    private float Leg => _bones[13] + _bones[14];

    /// <summary>
    /// Joint positions for angles, the pelvis standing at <paramref name="place"/> and facing <paramref name="facing"/> (degrees about y;
    /// 0 looks along +z).
    /// </summary>
    public void Pose(ReadOnlySpan<double> dof, Vector3 place, double facing, Span<Vector3> joints)
    {
        var turn = About(Vector3.UnitY, facing);
        var pelvis = turn * About(Vector3.UnitY, dof[(int)Turn]);
        var root = new Vector3(_reach * Get(dof, Sideways), Leg + 0.08f + (_reach * Get(dof, Up)), _reach * Get(dof, Forward));
        root = place + Vector3.Transform(root, turn);
        var trunk = pelvis * About(Vector3.UnitX, dof[(int)Lean]) * About(Vector3.UnitZ, dof[(int)Tilt]);
        var chest = trunk * About(Vector3.UnitX, dof[(int)SpineBend]) * About(Vector3.UnitY, dof[(int)SpineTwist]);
        var head = chest
            * About(Vector3.UnitY, dof[(int)HeadTurn])
            * About(Vector3.UnitX, dof[(int)HeadNod])
            * About(Vector3.UnitZ, dof[(int)HeadTilt]);
        joints[0] = root;
        joints[1] = Reach(root, trunk, Vector3.UnitY, 1);
        joints[20] = Reach(joints[1], chest, Vector3.UnitY, 20);
        joints[2] = Reach(joints[20], head, Vector3.UnitY, 2);
        joints[3] = Reach(joints[2], head, Vector3.UnitY, 3);
        Arm(dof, joints, chest, side: 0);
        Arm(dof, joints, chest, side: 1);
        LegOf(dof, joints, pelvis, side: 0);
        LegOf(dof, joints, pelvis, side: 1);
    }

    private void Arm(ReadOnlySpan<double> dof, Span<Vector3> joints, Quaternion chest, int side)
    {
        var sign = side == 0 ? 1 : -1;
        var first = 4 + (4 * side);
        var upper = chest
            * About(Vector3.UnitX, -dof[(int)ShoulderFlexLeft + side])
            * About(Vector3.UnitZ, sign * (8 + dof[(int)ShoulderSpreadLeft + side]))
            * About(Vector3.UnitY, -sign * dof[(int)ShoulderTwistLeft + side]);
        var lower = upper * About(Vector3.UnitX, -dof[(int)ElbowLeft + side]);
        var hand = lower * About(Vector3.UnitX, -dof[(int)WristLeft + side]);
        joints[first] = Reach(joints[20], chest, Vector3.Normalize(new Vector3(sign, -0.25f, 0)), first);
        joints[first + 1] = Reach(joints[first], upper, Down, first + 1);
        joints[first + 2] = Reach(joints[first + 1], lower, Down, first + 2);
        joints[first + 3] = Reach(joints[first + 2], hand, Down, first + 3);
        joints[21 + (2 * side)] = Reach(joints[first + 3], hand, Down, 21 + (2 * side));
        joints[22 + (2 * side)] = Reach(joints[first + 3], hand, Vector3.Normalize(new Vector3(-sign, -1, 1)), 22 + (2 * side));
    }

    private void LegOf(ReadOnlySpan<double> dof, Span<Vector3> joints, Quaternion pelvis, int side)
    {
        var sign = side == 0 ? 1 : -1;
        var first = 12 + (4 * side);
        var thigh = pelvis
            * About(Vector3.UnitX, -dof[(int)HipFlexLeft + side])
            * About(Vector3.UnitZ, sign * dof[(int)HipSpreadLeft + side]);
        var shin = thigh * About(Vector3.UnitX, dof[(int)KneeLeft + side]);
        var foot = shin * About(Vector3.UnitX, -dof[(int)AnkleLeft + side]);
        joints[first] = Reach(joints[0], pelvis, new Vector3(sign, 0, 0), first);
        joints[first + 1] = Reach(joints[first], thigh, Down, first + 1);
        joints[first + 2] = Reach(joints[first + 1], shin, Down, first + 2);
        joints[first + 3] = Reach(joints[first + 2], foot, Vector3.Normalize(new Vector3(0, -0.4f, 1)), first + 3);
    }

    private Vector3 Reach(Vector3 from, Quaternion rotation, Vector3 direction, int joint)
        => from + (_bones[joint] * Vector3.Transform(direction, rotation));

    private static float Get(ReadOnlySpan<double> dof, Dof which) => (float)dof[(int)which];

    private static Quaternion About(Vector3 axis, double degrees) => Quaternion.CreateFromAxisAngle(axis, (float)(degrees * Math.PI / 180));
}
