namespace MsMclr.MLNet;

/// <summary>Specifies how much the clips of a class weigh in the loss.</summary>
public enum ClassWeighting
{
    /// <summary>Every clip weighs the same.</summary>
    None,

    /// <summary>Every class weighs the same: a clip weighs N / (classes * clips of its class).</summary>
    Balanced,
}
