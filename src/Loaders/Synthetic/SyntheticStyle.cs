namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>How a person moves, whatever the action: posture, reach, tempo, the hand they prefer.</summary>
internal sealed class SyntheticStyle
{
    private readonly double[] _posture = new double[(int)Dof.Count];
    private readonly double[] _reach = new double[(int)Dof.Count];

    public SyntheticStyle(int seed, uint subject)
    {
        var random = ClipRandom.Of(seed, "style", subject);
        LeftHanded = random.Chance(0.3);
        Tempo = Math.Exp(random.Normal(0, 0.22));
        Liveliness = Math.Exp(random.Normal(0, 0.25));
        for (var dof = 0; dof < _posture.Length; dof++)
        {
            _posture[dof] = dof <= (int)Dof.Up ? 0 : random.Normal(Rest((Dof)dof), 7);
            _reach[dof] = Math.Exp(random.Normal(0, 0.25));
        }
    }

    public bool LeftHanded { get; }

    public double Tempo { get; }

    public double Liveliness { get; }

    public double Posture(int dof) => _posture[dof];

    public double Reach(Dof dof) => _reach[(int)dof];

    private static double Rest(Dof dof) => dof switch
    {
        Dof.ElbowLeft or Dof.ElbowRight => 16,
        Dof.KneeLeft or Dof.KneeRight => 6,
        Dof.HipFlexLeft or Dof.HipFlexRight => 4,
        Dof.ShoulderFlexLeft or Dof.ShoulderFlexRight => 3,
        _ => 0,
    };
}
