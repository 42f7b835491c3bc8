namespace MsMclr.MLNet;

/// <summary>Specifies how the linear head of an evaluation is fitted.</summary>
public enum LinearEvaluationMethod
{
    /// <summary>
    /// To the optimum, by L-BFGS with L2 regularization on standardized features. It is quick, and has no learning rate to choose.
    /// </summary>
    Lbfgs,

    /// <summary>
    /// As the papers do: SGD with momentum on the features as they are, with a tenth of the learning rate after 80 % of the epochs.
    /// </summary>
    Sgd,

    /// <summary>
    /// By ridge regression, its strength chosen by leave-one-out, as <see cref="RidgeTrainer"/> does. It suits thousands of features.
    /// </summary>
    Ridge,
}
