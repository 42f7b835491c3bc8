using MsMclr.MLNet.Trainers.Networks.Parameters;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

namespace MsMclr.MLNet.Trainers.Pretraining.Watching;

/// <summary>The encoder of the best probe so far, for runs that end when probes stop getting better.</summary>
internal sealed class BestEncoder(int patience, long probe)
{
    /// <summary>Its tensors by name; null without patience or before the first probe.</summary>
    public IReadOnlyDictionary<string, float[]>? Values { get; private set; }

    public bool IsOver(TrainingPosition position) => patience > 0 && position.ProbesSinceBest >= patience;

    /// <summary>
    /// Where a resumed run begins: probes count from now on where the best encoder was not kept, or another probe has found it.
    /// </summary>
    public TrainingPosition Begin(TrainingPosition position, IReadOnlyDictionary<string, float[]>? kept)
    {
        Values = patience > 0 && position.Probe == probe ? kept : null;
        if (Values is not null)
            return position;
        return position with { BestEpoch = 0, BestAccuracy = 0, ProbesSinceBest = 0, Probe = probe };
    }

    /// <summary>Takes note of a probe.</summary>
    public TrainingPosition After(double accuracy, int epoch, TrainingPosition position, EncoderState state)
    {
        if (position.BestEpoch > 0 && accuracy <= position.BestAccuracy)
            return position with { ProbesSinceBest = position.ProbesSinceBest + 1 };
        if (patience > 0)
            Values = state.Names.ToDictionary(name => name, state.Get);
        return position with { BestEpoch = epoch, BestAccuracy = accuracy, ProbesSinceBest = 0, Probe = probe };
    }

    /// <summary>Gives the encoder back, if there is one.</summary>
    public void CopyTo(EncoderState state)
    {
        foreach (var (name, values) in Values ?? new Dictionary<string, float[]>())
            state.Set(name, values);
    }
}
