namespace MsMclr.MLNet.Heads.Calibration;

/// <summary>Predictions in 15 bins of equal width by their confidence, and how far each bin's confidence is from its accuracy.</summary>
/// <remarks>Guo et al., "On calibration of modern neural networks", ICML 2017, equation 3.</remarks>
internal sealed class CalibrationBins
{
    private const int Bins = 15;
    private readonly long[] _hits = new long[Bins];
    private readonly double[] _confidences = new double[Bins];
    private int _count;

    /// <summary>The expected calibration error: the bins' differences, each weighed by its share of the predictions.</summary>
    public double Error => Enumerable.Range(0, Bins).Sum(bin => Math.Abs(_hits[bin] - _confidences[bin])) / _count;

    /// <summary>Adds a prediction.</summary>
    /// <param name="confidence">The probability given to the predicted class, 0 to 1.</param>
    /// <param name="isRight">Whether it is the true one.</param>
    public void Add(float confidence, bool isRight)
    {
        var bin = Math.Min((int)(confidence * Bins), Bins - 1);
        _confidences[bin] += confidence;
        if (isRight)
            _hits[bin]++;
        _count++;
    }
}
