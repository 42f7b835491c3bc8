namespace MsMclr.MLNet.Transforms.RandomConvolutions;

/// <summary>
/// The features of clips: for each dilation, kernel and threshold the share of the frames whose response is above the threshold.
/// </summary>
internal sealed class ConvolutionFeatures(ConvolutionBank bank)
{
    private readonly ClipConvolution _convolution = new(bank.Shape, bank.Dilations.Max(dilation => dilation.Step));

    /// <summary>Fills in the features of a clip <c>[C, T, V, M]</c>.</summary>
    public void Compute(ReadOnlySpan<float> clip, Span<float> features)
    {
        _convolution.Load(clip);
        var feature = 0;
        for (var dilation = 0; dilation < bank.Dilations.Length; dilation++)
        {
            for (var kernel = 0; kernel < KernelPositions.All.Length; kernel++)
            {
                var count = bank.Dilations[dilation].Thresholds;
                var thresholds = bank.Thresholds.AsSpan().Slice(feature, count);
                Share(dilation, kernel, thresholds, features.Slice(feature, count));
                feature += count;
            }
        }
    }

    private void Share(int dilation, int kernel, ReadOnlySpan<float> thresholds, Span<float> shares)
    {
        var step = bank.Dilations[dilation].Step;
        float frames = bank.Shape.Frames;
        _convolution.Respond(KernelPositions.All[kernel], step, bank.Channels[(dilation * KernelPositions.All.Length) + kernel].AsSpan());
        if (!ConvolutionBank.IsPadded(dilation, kernel, step, bank.Shape.Frames))
        {
            _convolution.KeepValid(step);
            frames = ConvolutionBank.Valid(step, bank.Shape.Frames);
        }

        for (var i = 0; i < thresholds.Length; i++)
            shares[i] = _convolution.CountAbove(thresholds[i]) / frames;
    }
}
