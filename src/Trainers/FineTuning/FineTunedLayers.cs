namespace MsMclr.MLNet;

/// <summary>Which layers fine-tuning changes.</summary>
public enum FineTunedLayers
{
    /// <summary>The encoder and the head.</summary>
    All,

    /// <summary>The head alone, on an encoder that stays as it is, its running statistics included: linear evaluation.</summary>
    Head,
}

/// <summary>How much the clips of a class weigh in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every clip weighs the same.</summary>
    None,

    /// <summary>Every class weighs the same: a clip weighs N / (classes * clips of its class).</summary>
    Balanced,
}
