using System.Numerics;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>Joints that a body hides from the sensor: the sensor guesses them, and its guess stays wrong for a while.</summary>
/// <param name="error">The deviation of a guess, in meters a coordinate.</param>
/// <param name="random">Draws the guesses of one clip.</param>
internal sealed class SelfOcclusion(double error, ClipRandom random)
{
    private const int Joints = 25;

    /// <summary>How much of an error is left a frame later: a guess lasts for about a third of a second.</summary>
    private const float Kept = 0.9f;

    /// <summary>How much of an error is left a frame after a joint is seen again.</summary>
    private const float Forgotten = 0.6f;

    /// <summary>The limbs that hide what is behind them: two joints, radius in meters of an adult.</summary>
    private static readonly (int From, int To, float Radius, Limb Limb)[] Limbs =
    [
        (0, 1, 0.14f, Limb.Trunk), (1, 20, 0.14f, Limb.Trunk), (2, 3, 0.09f, Limb.Trunk),
        (4, 5, 0.05f, Limb.LeftArm), (5, 6, 0.05f, Limb.LeftArm), (8, 9, 0.05f, Limb.RightArm), (9, 10, 0.05f, Limb.RightArm),
        (12, 13, 0.08f, Limb.LeftLeg), (13, 14, 0.06f, Limb.LeftLeg), (16, 17, 0.08f, Limb.RightLeg), (17, 18, 0.06f, Limb.RightLeg),
    ];

    private readonly Vector3[] _errors = new Vector3[SyntheticSource.Bodies * Joints];
    private ClipRandom _random = random;

    private enum Limb
    {
        Trunk,
        LeftArm,
        RightArm,
        LeftLeg,
        RightLeg,
    }

    /// <summary>The errors of a body's joints in the next frame, given where they are as the camera, which is at 0, sees them.</summary>
    public ReadOnlySpan<Vector3> Next(ReadOnlySpan<Vector3> seen, int body)
    {
        var errors = _errors.AsSpan(body * Joints, Joints);
        // 0.55 m from pelvis to shoulders in an adult.
        var size = Vector3.Distance(seen[0], seen[20]) / 0.55f;
        for (var joint = 0; joint < Joints; joint++)
        {
            errors[joint] = IsHidden(seen, joint, size)
                ? (Kept * errors[joint]) + (MathF.Sqrt(1 - (Kept * Kept)) * Draw())
                : Forgotten * errors[joint];
        }

        return errors;
    }

    private static bool IsHidden(ReadOnlySpan<Vector3> seen, int joint, float size)
    {
        var own = LimbOf(joint);
        foreach (var (from, to, radius, limb) in Limbs)
        {
            if (limb != own && Hides(seen[from], seen[to], radius * size, seen[joint]))
                return true;
        }

        return false;
    }

    /// <summary>Whether the line of sight to a joint passes through a limb before it gets there.</summary>
    private static bool Hides(Vector3 from, Vector3 to, float radius, Vector3 joint)
    {
        // The image plane at the joint's depth.
        var start = OnPlane(from, joint.Z);
        var along = OnPlane(to, joint.Z) - start;
        var target = new Vector2(joint.X, joint.Y) - start;
        var part = Math.Clamp(Vector2.Dot(target, along) / Math.Max(along.LengthSquared(), 1e-6f), 0, 1);
        var depth = from.Z + (part * (to.Z - from.Z));
        var isBefore = depth < joint.Z - radius - 0.02f;
        return isBefore && Vector2.Distance(target, part * along) < radius * joint.Z / depth;
    }

    private static Vector2 OnPlane(Vector3 point, float depth) => new Vector2(point.X, point.Y) * (depth / point.Z);

    private static Limb LimbOf(int joint) => joint switch
    {
        (>= 4 and < 8) or 21 or 22 => Limb.LeftArm,
        (>= 8 and < 12) or 23 or 24 => Limb.RightArm,
        >= 12 and < 16 => Limb.LeftLeg,
        >= 16 and < 20 => Limb.RightLeg,
        _ => Limb.Trunk,
    };

    private Vector3 Draw()
        => new((float)_random.Normal(0, error), (float)_random.Normal(0, error), (float)_random.Normal(0, error));
}
