using static MsMclr.MLNet.Loaders.Synthetic.Dof;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>What joints can do, in degrees: about the ranges of motion of a healthy adult.</summary>
internal static class JointLimits
{
    /// <summary>Brings each angle into its range. Places and the turn of the whole body have none.</summary>
    public static void Apply(Span<double> dof)
    {
        for (var i = (int)Lean; i < dof.Length; i++)
        {
            var (low, high) = Range((Dof)i);
            dof[i] = Math.Clamp(dof[i], low, high);
        }
    }

    private static (double Low, double High) Range(Dof dof) => dof switch
    {
        Lean => (-30, 100),
        Tilt => (-35, 35),
        SpineBend => (-20, 70),
        SpineTwist => (-45, 45),
        HeadNod => (-50, 50),
        HeadTurn => (-75, 75),
        HeadTilt => (-40, 40),
        ShoulderFlexLeft or ShoulderFlexRight => (-50, 180),
        ShoulderSpreadLeft or ShoulderSpreadRight => (-30, 160),
        ShoulderTwistLeft or ShoulderTwistRight => (-90, 90),
        ElbowLeft or ElbowRight or KneeLeft or KneeRight => (0, 150),
        WristLeft or WristRight => (-75, 75),
        HipFlexLeft or HipFlexRight => (-25, 125),
        _ => (-45, 45),
    };
}
