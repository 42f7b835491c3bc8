using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Watches what an encoder learns: every few epochs the clips of a held-out view are classified by their nearest neighbors. Labels
/// never enter training; with <see cref="Patience"/> they decide when it ends, so keep the final test clips out of <see cref="HeldOut"/>.
/// </summary>
public sealed class MsMclrProbe
{
    private const string Owner = nameof(MsMclrProbe);

    /// <summary>
    /// Gets or sets the labeled clips to classify: the trainer's input column and <see cref="LabelColumnName"/>. They are read once.
    /// </summary>
    /// <value>Default null, which is refused: a probe needs them.</value>
    public IDataView? HeldOut { get; set; }

    /// <summary>
    /// Gets or sets the labeled clips that vote, with the same key values. They are read once. Null takes the clips of <c>Fit</c>,
    /// which then need the label column.
    /// </summary>
    /// <value>Default null.</value>
    public IDataView? Voters { get; set; }

    /// <summary>Gets or sets the label, a key.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Gets or sets the epochs from probe to probe; the last epoch is always probed.</summary>
    /// <value>Default 5.</value>
    public int EveryEpochs { get; set; } = 5;

    /// <summary>Gets or sets how many neighbors vote (see <see cref="NearestNeighborsTrainer.Options.K"/>).</summary>
    /// <value>Default 20.</value>
    public int K { get; set; } = 20;

    /// <summary>
    /// Gets or sets the probes without a better accuracy after which the run ends and gives the encoder of the best one. 0 never ends
    /// early and gives the last encoder.
    /// </summary>
    /// <value>Default 0.</value>
    public int Patience { get; set; }

    internal MsMclrProbe Checked()
    {
        OptionCheck.RequireSet(HeldOut, Owner, nameof(HeldOut));
        OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
        Require(EveryEpochs is >= 1 and <= 1_000_000, nameof(EveryEpochs), EveryEpochs, "1 to 1000000");
        Require(K is >= 1 and <= 1_000_000, nameof(K), K, "1 to 1000000");
        Require(Patience is >= 0 and <= 1_000_000, nameof(Patience), Patience, "0 (never) to 1000000");
        return (MsMclrProbe)MemberwiseClone();
    }

    private static void Require(bool holds, string option, object value, string allowed)
        => OptionCheck.Require(holds, Owner, option, value, allowed);
}
