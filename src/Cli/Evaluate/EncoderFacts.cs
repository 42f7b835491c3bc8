using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>What an encoder that is to be judged expects of clips; without a file, nothing.</summary>
internal sealed class EncoderFacts(MLContext ml, string? file) : IDisposable
{
    private readonly Lazy<SkeletonEmbeddingTransformer?> _encoder = new(() => file is null ? null : ml.Transforms.Skeleton.LoadEncoder(file));

    /// <summary>The untrained network beside it has its stream, size and read-out (or the one that was asked for); nothing is pretrained.</summary>
    public ExperimentOptions Fit(ExperimentOptions options) => _encoder.Value is not { } encoder ? options : options with
    {
        EncoderFile = file,
        Epochs = 0,
        Frames = encoder.Shape.Frames,
        Streams = [encoder.Stream],
        Recipe = options.Recipe with
        {
            FeatureSize = encoder.FeatureSize,
            Readout = options.Recipe.Readout == MsMclrRecipe.Default.Readout ? encoder.Readout : options.Recipe.Readout,
        },
        Resume = null,
    };

    /// <summary>Joints are put in its order, by name; a layout that lacks one of them is refused by the loader.</summary>
    public SkeletonLoader.Options Fit(SkeletonLoader.Options options)
    {
        if (_encoder.Value is { } encoder)
            (options.Layout, options.Bodies) = (encoder.Layout, encoder.Shape.Bodies);
        return options;
    }

    /// <summary>Synthetic clips come as they are.</summary>
    /// <exception cref="FormatException">The encoder reads other skeletons.</exception>
    public SyntheticSkeletons.Options Fit(SyntheticSkeletons.Options options)
        => _encoder.Value is not { } encoder || (encoder.Layout.Equals(SkeletonLayout.NtuRgbd) && encoder.Shape.Bodies == 2) ? options
            : throw new FormatException($"--encoder {file} reads {encoder.Shape.Bodies} bodies of layout {encoder.Layout.Name}; synthetic clips have 2 of {SkeletonLayout.NtuRgbd.Name}. Judge it on recordings with its joints.");

    public void Dispose()
    {
        if (_encoder.IsValueCreated)
            _encoder.Value?.Dispose();
    }
}
