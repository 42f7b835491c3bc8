namespace MsMclr.MLNet.Trainers.FineTuning;

/// <summary>How well validation clips are told apart.</summary>
/// <param name="Loss">The mean cross entropy.</param>
/// <param name="Accuracy">The share that is told right, 0 to 1.</param>
internal sealed record ValidationResult(double Loss, double Accuracy)
{
    /// <summary>More are told right; or as many, with more confidence.</summary>
    public bool IsBetterThan(ValidationResult? other)
    {
        if (other is null || Accuracy > other.Accuracy)
            return true;
        return Accuracy == other.Accuracy && Loss < other.Loss;
    }
}
