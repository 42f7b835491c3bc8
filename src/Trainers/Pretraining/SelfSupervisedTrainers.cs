using Microsoft.ML;

namespace MsMclr.MLNet;

/// <summary>Trainers that read no label: <c>mlContext.SelfSupervised.Trainers</c>.</summary>
public sealed partial class SelfSupervisedTrainers
{
    internal SelfSupervisedTrainers(MLContext context) => Context = context;

    internal MLContext Context { get; }

    /// <summary>Learns a skeleton encoder by multi-scale motion contrastive learning (MsMCLR).</summary>
    /// <param name="outputColumnName">The column of embeddings to add; default <c>Features</c>.</param>
    /// <param name="inputColumnName">The column of prepared clips, <c>Vector&lt;Single, C, T, V, M&gt;</c>; default <c>Skeleton</c>.
    /// </param>
    /// <param name="epochs">Passes over the clips; default 100.</param>
    /// <param name="stream">What the network sees; default <see cref="SkeletonStream.Joint"/>.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">An argument is out of its range; the message names the range.</exception>
    public MsMclrTrainer MsMclr(
        string outputColumnName = "Features", string inputColumnName = "Skeleton", int epochs = 100,
        SkeletonStream stream = SkeletonStream.Joint)
        => MsMclr(new MsMclrTrainer.Options
        {
            OutputColumnName = outputColumnName,
            InputColumnName = inputColumnName,
            Epochs = epochs,
            Stream = stream,
        });

    /// <summary>Learns a skeleton encoder by multi-scale motion contrastive learning (MsMCLR).</summary>
    /// <param name="options">Everything that can be chosen.</param>
    /// <returns>The trainer.</returns>
    /// <exception cref="ArgumentException">An option is out of its range; the message names the range.</exception>
    /// <exception cref="FileNotFoundException">There is no <see cref="MsMclrTrainer.Options.EncoderFile"/>.</exception>
    /// <exception cref="FormatException">That file is no encoder, or a damaged one.</exception>
    public MsMclrTrainer MsMclr(MsMclrTrainer.Options options) => new(Context, options);
}
