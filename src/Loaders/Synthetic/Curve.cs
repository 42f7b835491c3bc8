namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>How one degree of freedom moves during an action.</summary>
internal enum CurveShape
{
    /// <summary>Rises, stays, falls.</summary>
    Hold,

    /// <summary>Goes from nothing to the full amount and stays there.</summary>
    Ramp,

    /// <summary>Swings about a held offset of nothing.</summary>
    Wave,

    /// <summary>Short bumps to one side.</summary>
    Pulse,
}

/// <summary>One curve: a degree of freedom, a shape, an amount (degrees or meters), cycles in the action and a phase in cycles.</summary>
internal readonly record struct Curve(Dof Dof, CurveShape Shape, double Amount, double Cycles = 1, double Phase = 0, double Sharpness = 2)
{
    /// <summary>The value at a moment of the action, from 0 (begins) to 1 (is over).</summary>
    public double At(double moment, double cyclesFactor, double phaseShift)
    {
        if (moment is <= 0 or >= 1)
            return Shape == CurveShape.Ramp && moment >= 1 ? Amount : 0;
        var envelope = Smooth(moment / 0.22) * Smooth((1 - moment) / 0.22);
        var angle = 2 * Math.PI * ((Cycles * cyclesFactor * moment) + Phase + phaseShift);
        return Amount * Shape switch
        {
            CurveShape.Hold => envelope,
            CurveShape.Ramp => Smooth(moment),
            CurveShape.Wave => envelope * Math.Sin(angle),
            _ => envelope * Math.Pow((1 - Math.Cos(angle)) / 2, Sharpness),
        };
    }

    /// <summary>The same movement with the other hand or foot.</summary>
    public Curve Mirrored()
    {
        var dof = Dof switch
        {
            >= Dof.ShoulderFlexLeft => (Dof)((((int)Dof - (int)Dof.ShoulderFlexLeft) ^ 1) + (int)Dof.ShoulderFlexLeft),
            _ => Dof,
        };
        var flips = Dof is Dof.Sideways or Dof.Turn or Dof.Tilt or Dof.SpineTwist or Dof.HeadTurn or Dof.HeadTilt;
        return this with { Dof = dof, Amount = flips ? -Amount : Amount };
    }

    private static double Smooth(double x)
    {
        x = Math.Clamp(x, 0, 1);
        return x * x * (3 - (2 * x));
    }
}
