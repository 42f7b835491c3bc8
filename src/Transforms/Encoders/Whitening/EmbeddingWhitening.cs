using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Whitening;

namespace MsMclr.MLNet;

/// <summary>
/// Says what is made of an embedding after it is read out: it is moved to the mean of the training clips, its principal directions are
/// drawn closer together, and it is divided by its length. No label is needed. A value: change one thing with
/// <c>EmbeddingWhitening.Half with { Components = 64 }</c>.
/// </summary>
/// <remarks>
/// <para>With f the read-out of a body, m the mean of f over the bodies of the training clips, and v(k), s(k) the k-th principal direction
/// of f - m and the standard deviation along it:</para>
/// <para><c>Power = 0</c>: <c>x = f - m</c>, as many numbers as before. <c>Power = p &gt; 0</c>: <c>x(k) = v(k) . (f - m) / s(k)^p</c> for
/// the first K directions. Then, with <see cref="UnitLength"/>, <c>x / |x|</c>. The mean over a clip's bodies follows.</para>
/// <para>Contrastive training compares directions and not lengths (cosine), which is why an encoder's embedding is better read so where
/// labels are few. Whitening is that of Su et al., "Whitening Sentence Representations" (arXiv 2103.15316), who take p = 1.</para>
/// </remarks>
public sealed record EmbeddingWhitening
{
    /// <summary>Gets the whitening that changes nothing, as in the paper.</summary>
    public static EmbeddingWhitening None { get; } = new() { UnitLength = false };

    /// <summary>
    /// Gets the whitening that moves the embedding to the mean and divides it by its length. Its numbers keep their names.
    /// </summary>
    public static EmbeddingWhitening Centered { get; } = new();

    /// <summary>
    /// Gets the whitening that divides each principal direction by the square root of its standard deviation, and the rest as
    /// <see cref="Centered"/> does.
    /// </summary>
    public static EmbeddingWhitening Half { get; } = new() { Power = 0.5 };

    /// <summary>Gets p, the power of the standard deviation that a principal direction is divided by; 1 makes all spreads equal.</summary>
    /// <value>Default 0: directions stay as they are.</value>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 1.</exception>
    public double Power
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 0 and <= 1, nameof(EmbeddingWhitening), nameof(Power), value, "0 to 1");
            field = value;
        }
    }

    /// <summary>
    /// Gets K, the most principal directions that are kept where <see cref="Power"/> is above 0; the embedding then has K numbers. There
    /// are fewer where the training clips spread over fewer.
    /// </summary>
    /// <value>Default 256; from 1 to 1,024.</value>
    /// <exception cref="ArgumentOutOfRangeException">Below 1 or above 1,024.</exception>
    public int Components
    {
        get;
        init
        {
            OptionCheck.Require(value is >= 1 and <= 1_024, nameof(EmbeddingWhitening), nameof(Components), value, "1 to 1024");
            field = value;
        }
    } = 256;

    /// <summary>Gets whether a body's embedding is divided by its length.</summary>
    /// <value>Default true; false in <see cref="None"/>.</value>
    public bool UnitLength { get; init; } = true;

    /// <summary>Gets the whitening in one line, as files hold it: <c>power=0.5;components=256;unit_length=True</c>.</summary>
    /// <returns>The line.</returns>
    public override string ToString() => WhiteningText.Write(this);
}
