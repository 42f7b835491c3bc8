namespace MsMclr.MLNet;

/// <summary>Specifies how weights are updated.</summary>
public enum TrainingOptimizer
{
    /// <summary>SGD with momentum 0.9, as in the paper.</summary>
    Sgd,

    /// <summary>Adam with decoupled weight decay.</summary>
    AdamW,
}
