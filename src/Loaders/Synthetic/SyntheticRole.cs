using System.Collections.Immutable;
using System.Numerics;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>One person's part in one performance: the style of the person, with what varies from one repetition to the next.</summary>
internal sealed class SyntheticRole
{
    private readonly SyntheticBody _body;
    private readonly SyntheticStyle _style;
    private readonly ImmutableArray<Curve> _curves;
    private readonly double[] _amount;
    private readonly (double Size, double Rate, double Phase)[] _sway = new (double, double, double)[(int)Dof.Count];
    private readonly double _cycles;
    private readonly double _phase;
    private readonly double _warp;

    public SyntheticRole(int seed, uint subject, ImmutableArray<Curve> curves, bool mayChangeHands, ref ClipRandom random)
    {
        _body = new SyntheticBody(seed, subject);
        _style = new SyntheticStyle(seed, subject);
        _curves = mayChangeHands && _style.LeftHanded != random.Chance(0.1) ? [.. curves.Select(curve => curve.Mirrored())] : curves;
        _amount = new double[_curves.Length];
        for (var i = 0; i < _amount.Length; i++)
            _amount[i] = _style.Reach(_curves[i].Dof) * Math.Exp(random.Normal(0, 0.2));
        _cycles = Math.Exp(random.Normal(0, 0.2)) / Math.Sqrt(_style.Tempo);
        _phase = random.Normal(0, 0.08);
        _warp = random.Normal(0, 0.05);
        for (var dof = 0; dof < _sway.Length; dof++)
        {
            var size = dof <= (int)Dof.Up ? 0.012 : 3.5;
            _sway[dof] = (_style.Liveliness * Math.Abs(random.Normal(0, size)), random.Uniform(0.3, 2), random.Uniform());
        }
    }

    /// <summary>Gets how fast this person is; 1 is the average.</summary>
    public double Tempo => _style.Tempo;

    /// <summary>
    /// Joint positions at a moment of the action (0 to 1; before and after it the person stands by), <paramref name="time"/> in seconds.
    /// </summary>
    public void Pose(double moment, double time, Vector3 place, double facing, Span<Vector3> joints)
    {
        Span<double> dof = stackalloc double[(int)Dof.Count];
        for (var i = 0; i < dof.Length; i++)
        {
            var (size, rate, phase) = _sway[i];
            dof[i] = _style.Posture(i) + (size * Math.Sin(2 * Math.PI * ((rate * time) + phase)));
        }

        var warped = moment + (_warp * Math.Sin(2 * Math.PI * Math.Clamp(moment, 0, 1)));
        for (var i = 0; i < _curves.Length; i++)
        {
            var curve = _curves[i];
            var value = Periodic(curve) ? curve.At(warped, _cycles, _phase) : curve.At(warped, cyclesFactor: 1, phaseShift: 0);
            dof[(int)curve.Dof] += _amount[i] * value;
        }

        _body.Pose(dof, place, facing, joints);
    }

    private static bool Periodic(Curve curve) => curve.Cycles > 1;
}
