using System.Numerics.Tensors;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

/// <summary>
/// Smooths along time with a probability: 15 taps exp(-k^2 / (2 sigma^2)), k = -7..7, sigma ~ U(<see cref="MinSigma"/>,
/// <see cref="MaxSigma"/>), frames beyond the ends taken as 0 (AimCLR, "Gaussian blur"; a step of the strong view).
/// </summary>
public sealed record GaussianBlur : SkeletonAugmentation
{
    internal const int Radius = 7;

    /// <summary>Gets the blur of the paper's code, which does not divide the taps by their sum.</summary>
    public static GaussianBlur Paper { get; } = new() { Normalize = false };

    /// <summary>Gets how often clips are blurred.</summary>
    /// <value>Default 0.5.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not from 0 to 1.</exception>
    public double Probability
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(GaussianBlur), nameof(Probability), value, "0 to 1");
            field = value;
        }
    } = 0.5;

    /// <summary>Gets the smallest sigma, in frames.</summary>
    /// <value>Default 0.1.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public double MinSigma
    {
        get;
        init
        {
            OptionCheck.Require(IsSigma(value), nameof(GaussianBlur), nameof(MinSigma), value, "finite numbers above 0");
            field = value;
        }
    } = 0.1;

    /// <summary>Gets the largest sigma, in frames.</summary>
    /// <value>Default 2.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not a finite number above 0.</exception>
    public double MaxSigma
    {
        get;
        init
        {
            OptionCheck.Require(IsSigma(value), nameof(GaussianBlur), nameof(MaxSigma), value, "finite numbers above 0");
            field = value;
        }
    } = 2;

    /// <summary>
    /// Gets whether the taps are divided by their sum, so that a clip keeps its scale. The paper's code does not divide them, which
    /// enlarges clips by 1.00 (sigma 0.1) to 5.01 (sigma 2).
    /// </summary>
    /// <value>Default true; false in <see cref="Paper"/>.</value>
    public bool Normalize { get; init; } = true;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        var sigma = random.NextUniform(MinSigma, MaxSigma);
        if (random.NextChance(Probability))
            Blur(clip.OfCoordinates(), sigma);
    }

    internal void Blur(in SkeletonClip clip, double sigma)
    {
        Span<float> taps = stackalloc float[Radius + 1];
        FillTaps(sigma, taps);
        clip.Values.CopyTo(clip.Scratch);
        var frame = clip.Shape.Joints * clip.Shape.Bodies;
        var length = clip.Shape.Frames * frame;
        for (var channel = 0; channel < clip.Shape.Channels; channel++)
        {
            var source = clip.Scratch.Slice(channel * length, length);
            var target = clip.Channel(channel);
            if (TensorPrimitives.IsNaNAny<float>(source))
            {
                BlurAround(source, target, taps, frame);
                continue;
            }

            TensorPrimitives.Multiply(source, taps[0], target);

            // The taps are symmetric: each adds the frames k later and those k earlier.
            for (var k = 1; k <= Radius && k < clip.Shape.Frames && taps[k] != 0; k++)
            {
                var early = target[..(length - (k * frame))];
                var late = target[(k * frame)..];
                TensorPrimitives.MultiplyAdd(source[(k * frame)..], taps[k], early, early);
                TensorPrimitives.MultiplyAdd(source[..(length - (k * frame))], taps[k], late, late);
            }
        }
    }

    // The same where joints are missing: a frame that lacks one takes the value of the frame that is blurred.
    private static void BlurAround(ReadOnlySpan<float> source, Span<float> target, ReadOnlySpan<float> taps, int frame)
    {
        for (var i = 0; i < source.Length; i++)
        {
            var sum = taps[0] * source[i];
            for (var k = 1; k <= Radius; k++)
            {
                var near = k * frame;
                if (i + near < source.Length)
                    sum += taps[k] * (float.IsNaN(source[i + near]) ? source[i] : source[i + near]);
                if (i - near >= 0)
                    sum += taps[k] * (float.IsNaN(source[i - near]) ? source[i] : source[i - near]);
            }

            target[i] = sum;
        }
    }

    private static bool IsSigma(double value) => double.IsFinite(value) && value > 0;

    private void FillTaps(double sigma, Span<float> taps)
    {
        Span<double> exact = stackalloc double[Radius + 1];
        var sum = 0.0;
        for (var k = 0; k <= Radius; k++)
        {
            exact[k] = Math.Exp(-k * k / (2 * sigma * sigma));
            sum += k == 0 ? exact[k] : 2 * exact[k];
        }

        for (var k = 0; k <= Radius; k++)
            taps[k] = (float)(Normalize ? exact[k] / sum : exact[k]);
    }
}
