using System.Collections.Immutable;
using System.Numerics;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>One person's part in one performance: the style of the person, with what varies from one repetition to the next.</summary>
internal sealed class SyntheticRole
{
    private readonly SyntheticBody _body;
    private readonly SyntheticStyle _style;
    private readonly ImmutableArray<Curve> _curves;
    private readonly ActionManner _manner;
    private readonly IdleMovement _idle;
    private readonly bool _limit;
    private readonly double[] _amount;
    private readonly (double Size, double Rate, double Phase)[] _sway = new (double, double, double)[(int)Dof.Count];
    private readonly double _cycles;
    private readonly double _phase;
    private readonly double _warp;

    /// <param name="seed">What everything is drawn from.</param>
    /// <param name="conditions">What recordings are like.</param>
    /// <param name="clip">The performance.</param>
    /// <param name="subject">The person.</param>
    /// <param name="curves">What the person does.</param>
    /// <param name="mayChangeHands">Whether people use the hand that they prefer.</param>
    /// <param name="random">Draws what varies from one performance to the next.</param>
    public SyntheticRole(
        int seed,
        SyntheticConditions conditions,
        ClipInfo clip,
        uint subject,
        ImmutableArray<Curve> curves,
        bool mayChangeHands,
        ref ClipRandom random)
    {
        _body = new SyntheticBody(seed, subject, conditions.Children);
        _style = new SyntheticStyle(seed, subject);
        _curves = mayChangeHands && _style.LeftHanded != random.Chance(0.1) ? [.. curves.Select(curve => curve.Mirrored())] : curves;
        _manner = new ActionManner(seed, subject, clip.Label, _curves.Length, conditions.ActionStyle);
        var idle = ClipRandom.Of(seed, "idle", subject, clip.Label, clip.Replication);
        _idle = new IdleMovement(conditions.Restlessness, ref idle);
        _limit = conditions.LimitJoints;
        _amount = new double[_curves.Length];
        for (var i = 0; i < _amount.Length; i++)
            _amount[i] = _style.Reach(_curves[i].Dof) * Math.Exp(random.Normal(0, 0.2)) * _manner.Amount(i);
        _cycles = Math.Exp(random.Normal(0, 0.2)) / Math.Sqrt(_style.Tempo) * _manner.Cycles;
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

        _idle.AddTo(dof, moment, time);
        var warped = moment + (_warp * Math.Sin(2 * Math.PI * Math.Clamp(moment, 0, 1)));
        for (var i = 0; i < _curves.Length; i++)
        {
            var curve = _curves[i];
            var played = warped - (_manner.Lag(i) / curve.Cycles);
            var value = Periodic(curve) ? curve.At(played, _cycles, _phase) : curve.At(played, cyclesFactor: 1, phaseShift: 0);
            dof[(int)curve.Dof] += _amount[i] * value;
        }

        if (_limit)
            JointLimits.Apply(dof);
        _body.Pose(dof, place, facing, joints);
    }

    private static bool Periodic(Curve curve) => curve.Cycles > 1;
}
