using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>What an encoder that was trained before expects of clips. Without a file, nothing.</summary>
internal sealed class EncoderFacts(MLContext ml, string? file) : IDisposable
{
    private readonly Lazy<SkeletonEmbeddingTransformer?> _encoder =
        new(() => file is null ? null : ml.Transforms.Skeleton.LoadEncoder(file));

    /// <summary>The encoder, loaded when it is first asked for.</summary>
    public SkeletonEmbeddingTransformer? Encoder => _encoder.Value;

    /// <summary>Joints are put in the encoder's order, by name. The loader refuses a layout that lacks one of them.</summary>
    public SkeletonLoader.Options Fit(SkeletonLoader.Options options)
    {
        if (Encoder is null)
            return options;
        options.Layout = Encoder.Layout;
        options.Bodies = Encoder.Shape.Bodies;
        return options;
    }

    /// <summary>Synthetic clips come as they are.</summary>
    /// <exception cref="FormatException">The encoder reads other skeletons.</exception>
    public SyntheticSkeletons.Options Fit(SyntheticSkeletons.Options options)
    {
        var made = SkeletonLayout.NtuRgbd;
        if (Encoder is null || (Encoder.Layout.Equals(made) && Encoder.Shape.Bodies == 2))
            return options;
        throw new FormatException(
            $"--encoder {file} reads {Encoder.Shape.Bodies} bodies of layout {Encoder.Layout.Name}; synthetic clips have 2 of "
            + $"{made.Name}. Take recordings with its joints.");
    }

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
            _encoder.Value?.Dispose();
    }
}
