using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>
/// Watches what an encoder learns: every few epochs the clips of a held-out view are classified by their nearest neighbors. Labels
/// never enter training; with <see cref="Patience"/> they decide when it ends, so keep the final test clips out of <see cref="HeldOut"/>.
/// </summary>
public sealed class MsMclrProbe
{
    /// <summary>Labeled clips to classify: the trainer's input column and <see cref="LabelColumnName"/>. Read once. Required.</summary>
    public IDataView? HeldOut { get; set; }

    /// <summary>Labeled clips that vote, with the same key values; read once. Default: the clips of <c>Fit</c>, which then need the label column.</summary>
    public IDataView? Voters { get; set; }

    /// <summary>The label, a key.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Epochs from probe to probe; the last epoch is always probed.</summary>
    /// <value>Default 5.</value>
    public int EveryEpochs { get; set; } = 5;

    /// <summary>How many neighbors vote (see <see cref="NearestNeighborsTrainer.Options.K"/>).</summary>
    /// <value>Default 20.</value>
    public int K { get; set; } = 20;

    /// <summary>
    /// Probes without a better accuracy after which the run ends and gives the encoder of the best one. 0 never ends early and gives the
    /// last encoder.
    /// </summary>
    /// <value>Default 0.</value>
    public int Patience { get; set; }

    internal MsMclrProbe Checked()
    {
        ArgumentNullException.ThrowIfNull(HeldOut, $"{nameof(MsMclrTrainer.Options.Probe)}.{nameof(HeldOut)}");
        ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName, $"{nameof(MsMclrTrainer.Options.Probe)}.{nameof(LabelColumnName)}");
        Require(EveryEpochs is >= 1 and <= 1_000_000, nameof(EveryEpochs), EveryEpochs, "1 to 1000000");
        Require(K is >= 1 and <= 1_000_000, nameof(K), K, "1 to 1000000");
        Require(Patience is >= 0 and <= 1_000_000, nameof(Patience), Patience, "0 (never) to 1000000");
        return (MsMclrProbe)MemberwiseClone();
    }

    private static void Require(bool holds, string option, object value, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(option, value, $"MsMclrProbe.{option} is {value}; allowed: {allowed}.");
    }
}
