namespace MsMclr.MLNet;

/// <summary>How the linear head of an evaluation is fitted.</summary>
public enum LinearEvaluationMethod
{
    /// <summary>To the optimum, by L-BFGS with L2 regularization on standardized features: quick, and without a learning rate to choose.</summary>
    Lbfgs,

    /// <summary>As the papers do: SGD with momentum on the features as they are, the learning rate to a tenth after 80 % of the epochs.</summary>
    Sgd,
}
