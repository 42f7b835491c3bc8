using static MsMclr.MLNet.Loaders.Synthetic.Dof;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>
/// What people do besides the action: they turn, look about, lean, move their arms. While they act, less of it is left.
/// </summary>
internal sealed class IdleMovement
{
    private const double LeftInAction = 0.4;
    private const double FadeShare = 0.15;
    private readonly (double Size, double Rate, double Phase)[] _swings = new (double, double, double)[(int)Count];

    /// <param name="deviation">The deviation of a shoulder's angle, in degrees.</param>
    /// <param name="random">Draws the movements of one person in one performance.</param>
    public IdleMovement(double deviation, ref ClipRandom random)
    {
        for (var dof = 0; dof < _swings.Length; dof++)
        {
            // A sine at a random phase has 1/sqrt(2) of its size as deviation.
            var size = Math.Sqrt(2) * random.Normal(0, deviation * Extent((Dof)dof));
            _swings[dof] = (size, random.Uniform(0.1, 0.5), random.Uniform());
        }
    }

    /// <summary>
    /// Adds the movement at a moment of the action (0 to 1; idle before and after it), <paramref name="time"/> in seconds.
    /// </summary>
    public void AddTo(Span<double> dof, double moment, double time)
    {
        var acting = Smooth(moment / FadeShare) * Smooth((1 - moment) / FadeShare);
        var strength = 1 - ((1 - LeftInAction) * acting);
        for (var i = 0; i < _swings.Length; i++)
        {
            var (size, rate, phase) = _swings[i];
            var value = strength * size * Math.Sin(2 * Math.PI * ((rate * time) + phase));
            dof[i] += Bends((Dof)i) ? Math.Abs(value) : value;
        }
    }

    private static bool Bends(Dof dof) => dof is ElbowLeft or ElbowRight or KneeLeft or KneeRight;

    /// <summary>How far a degree of freedom moves beside a shoulder; meters for each degree of it where the pelvis is moved.</summary>
    private static double Extent(Dof dof) => dof switch
    {
        Forward or Sideways => 0.004,
        Up or AnkleLeft or AnkleRight => 0,
        Turn => 2,
        HeadTurn => 1.3,
        ElbowLeft or ElbowRight => 1.5,
        HipFlexLeft or HipFlexRight or HipSpreadLeft or HipSpreadRight => 0.3,
        KneeLeft or KneeRight or Tilt => 0.4,
        Lean or SpineBend or HeadTilt => 0.5,
        SpineTwist or HeadNod or ShoulderSpreadLeft or ShoulderSpreadRight => 0.7,
        _ => 1,
    };

    private static double Smooth(double x)
    {
        x = Math.Clamp(x, 0, 1);
        return x * x * (3 - (2 * x));
    }
}
