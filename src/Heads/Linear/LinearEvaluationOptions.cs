using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>The options of <c>mlContext.SelfSupervised.EvaluateLinear</c>.</summary>
/// <seealso cref="SelfSupervisedCatalog"/>
public sealed class LinearEvaluationOptions
{
    /// <summary>Gets or sets the name of the label, a key.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>Gets or sets the name of the embedding, <c>Vector&lt;Single, D&gt;</c>.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>Gets or sets how the head is fitted.</summary>
    /// <value>Default <see cref="LinearEvaluationMethod.Lbfgs"/>.</value>
    public LinearEvaluationMethod Method { get; set; }

    /// <summary>
    /// Gets or sets whether L-BFGS and ridge divide each feature by its own deviation in the training rows. Otherwise all are divided
    /// by one number, which suits embeddings: what varies little in them says little. SGD takes features as they are, as in the papers.
    /// </summary>
    /// <value>Default true.</value>
    public bool NormalizeFeatures { get; set; } = true;

    /// <summary>Gets or sets the L2 regularization of L-BFGS, 0 to 1e6.</summary>
    /// <value>Default 1, as in <c>LbfgsMaximumEntropy</c>.</value>
    public float L2Regularization { get; set; } = 1;

    /// <summary>Gets or sets the most iterations of L-BFGS, 1 to 1000000.</summary>
    /// <value>Default 200.</value>
    public int MaximumIterations { get; set; } = 200;

    /// <summary>Gets or sets how often SGD passes over the training rows, 1 to 1000000.</summary>
    /// <value>Default 100.</value>
    public int Epochs { get; set; } = 100;

    /// <summary>Gets or sets the rows of a step of SGD, 1 to 1048576. The last step of an epoch may have fewer.</summary>
    /// <value>Default 128.</value>
    public int BatchSize { get; set; } = 128;

    /// <summary>Gets or sets the learning rate of SGD, above 0 to 1000. A tenth of it holds after 80 % of the epochs.</summary>
    /// <value>Default 3.</value>
    public float LearningRate { get; set; } = 3;

    /// <summary>
    /// Gets or sets whether SGD gives the metrics of the epoch that is best on the test rows, as the authors do (method, section 10,
    /// row 22), instead of those of the last. That flatters: it is for comparing with figures that were found so, not for anything else.
    /// </summary>
    /// <value>Default false.</value>
    public bool BestTestEpoch { get; set; }

    /// <summary>
    /// Gets or sets what SGD draws the first weights and the order of the rows from. L-BFGS draws nothing. Null takes the
    /// <c>MLContext</c>'s.
    /// </summary>
    /// <value>Default null.</value>
    public int? Seed { get; set; }

    /// <summary>
    /// Gets or sets what ends the evaluation with an <see cref="OperationCanceledException"/>, within a step of SGD or an iteration of
    /// L-BFGS.
    /// </summary>
    /// <value>Default <see cref="CancellationToken.None"/>.</value>
    public CancellationToken CancellationToken { get; set; }

    internal void Check()
    {
        const string Owner = nameof(LinearEvaluationOptions);
        OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
        OptionCheck.RequireText(FeatureColumnName, Owner, nameof(FeatureColumnName));
        OptionCheck.RequireNamed(Method, Owner, nameof(Method));
        OptionCheck.Require(L2Regularization is >= 0 and <= 1e6f, Owner, nameof(L2Regularization), L2Regularization, "0 to 1e6");
        OptionCheck.Require(
            MaximumIterations is >= 1 and <= 1_000_000, Owner, nameof(MaximumIterations), MaximumIterations, "1 to 1000000");
        OptionCheck.Require(Epochs is >= 1 and <= 1_000_000, Owner, nameof(Epochs), Epochs, "1 to 1000000");
        OptionCheck.Require(BatchSize is >= 1 and <= 1 << 20, Owner, nameof(BatchSize), BatchSize, "1 to 1048576");
        OptionCheck.Require(LearningRate is > 0 and <= 1e3f, Owner, nameof(LearningRate), LearningRate, "above 0 to 1000");
        var hasEpochs = Method == LinearEvaluationMethod.Sgd;
        OptionCheck.Require(
            hasEpochs || !BestTestEpoch, Owner, nameof(BestTestEpoch), BestTestEpoch, "false with L-BFGS and ridge, which have no epochs");
    }
}
