namespace MsMclr.MLNet;

/// <summary>The options of <see cref="SelfSupervisedCatalog.EvaluateLinear(Microsoft.ML.IDataView, Microsoft.ML.IDataView, LinearEvaluationOptions?)"/>.</summary>
public sealed class LinearEvaluationOptions
{
    /// <summary>The label, a key.</summary>
    /// <value>Default <c>Label</c>.</value>
    public string LabelColumnName { get; set; } = "Label";

    /// <summary>The embedding, <c>Vector&lt;Single, D&gt;</c>.</summary>
    /// <value>Default <c>Features</c>.</value>
    public string FeatureColumnName { get; set; } = "Features";

    /// <summary>How the head is fitted.</summary>
    /// <value>Default <see cref="LinearEvaluationMethod.Lbfgs"/>.</value>
    public LinearEvaluationMethod Method { get; set; }

    /// <summary>L-BFGS: the L2 regularization.</summary>
    /// <value>Default 1, as in <c>LbfgsMaximumEntropy</c>.</value>
    public float L2Regularization { get; set; } = 1;

    /// <summary>L-BFGS: the most iterations.</summary>
    /// <value>Default 200.</value>
    public int MaximumIterations { get; set; } = 200;

    /// <summary>SGD: passes over the training rows.</summary>
    /// <value>Default 100.</value>
    public int Epochs { get; set; } = 100;

    /// <summary>SGD: rows a step; the last step of an epoch may have fewer.</summary>
    /// <value>Default 128.</value>
    public int BatchSize { get; set; } = 128;

    /// <summary>SGD: the learning rate, a tenth of it after 80 % of the epochs.</summary>
    /// <value>Default 3.</value>
    public float LearningRate { get; set; } = 3;

    /// <summary>SGD: whether to give the metrics of the epoch that is best on the test rows, as the authors do (method, section 10, row 22), instead of those of the last. That flatters:
    /// for comparing with figures that were found so, not for anything else.</summary>
    /// <value>Default false.</value>
    public bool BestTestEpoch { get; set; }

    /// <summary>SGD: what the first weights and the order are drawn from.</summary>
    /// <value>Default 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>Ends the evaluation with an <see cref="OperationCanceledException"/>: within a step of SGD, before or after L-BFGS.</summary>
    public CancellationToken CancellationToken { get; set; }

    internal void Check()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(LabelColumnName);
        ArgumentException.ThrowIfNullOrWhiteSpace(FeatureColumnName);
        Require(Enum.IsDefined(Method), Method, nameof(Method), string.Join(" or ", Enum.GetNames<LinearEvaluationMethod>()));
        Require(L2Regularization is >= 0 and <= 1e6f, L2Regularization, nameof(L2Regularization), "0 to 1e6");
        Require(MaximumIterations is >= 1 and <= 1_000_000, MaximumIterations, nameof(MaximumIterations), "1 to 1000000");
        Require(Epochs is >= 1 and <= 1_000_000, Epochs, nameof(Epochs), "1 to 1000000");
        Require(BatchSize is >= 1 and <= 1 << 20, BatchSize, nameof(BatchSize), "1 to 1048576");
        Require(!BestTestEpoch || Method == LinearEvaluationMethod.Sgd, BestTestEpoch, nameof(BestTestEpoch), "false with L-BFGS, which has no epochs");
        Require(LearningRate is > 0 and <= 1e3f, LearningRate, nameof(LearningRate), "above 0 to 1000");
    }

    private static void Require(bool holds, object value, string option, string allowed)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(option, value, $"LinearEvaluationOptions.{option} is {value}; allowed: {allowed}.");
    }
}
