using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Pretrained;

namespace MsMclr.MLNet;

/// <summary>Adds <c>SavePretrained</c> to encoders.</summary>
public static class PretrainedExtensions
{
    extension(SkeletonEmbeddingTransformer encoder)
    {
        /// <summary>
        /// Writes a folder to hand on: <c>encoder.onnx</c>, <c>model.safetensors</c>, <c>config.json</c>, a model card
        /// (<c>README.md</c>), a
        /// made-up clip with its embedding (<c>reference.json</c>), and the SHA-256 of each (<c>SHA256SUMS</c>). Model hubs take it as it
        /// is.
        /// The folder appears as a whole or not at all.
        /// </summary>
        /// <param name="folder">Where to write. One that holds anything is refused
        /// (<see cref="SkeletonPretrainedOptions.Replace"/>).</param>
        /// <param name="options">What the card says; null for what the encoder itself tells.</param>
        /// <returns>What a later load can compare.</returns>
        /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
        /// <exception cref="FileNotFoundException">There is no file of results where the options say it is.</exception>
        /// <exception cref="FormatException">The file of results is none.</exception>
        /// <exception cref="IOException">The folder is there and may not be replaced, or cannot be written.</exception>
        public SkeletonPretrainedInfo SavePretrained(string folder, SkeletonPretrainedOptions? options = null)
        {
            ArgumentNullException.ThrowIfNull(encoder);
            ArgumentException.ThrowIfNullOrWhiteSpace(folder);
            var known = (options ?? new SkeletonPretrainedOptions()).Checked();
            var definition = encoder.Encoder;
            var identity = EncoderIdentity.Of(definition);
            var name = known.Name ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
            var config = new PretrainedConfig(PretrainedConfig.CurrentFormat, name, identity, known.Data, known.License);
            // Whoever loads it compares on the CPU: another device may be off by more than damage is.
            using var onCpu = new SkeletonEmbeddingTransformer(
                encoder.Environment,
                definition,
                encoder.OutputColumnName,
                encoder.InputColumnName);
            var files = new PretrainedFiles(new Dictionary<string, byte[]>
            {
                [PretrainedFiles.Encoder] = EncoderOnnx.Write(definition),
                [PretrainedFiles.Weights] = EncoderIdentity.Weights(definition, EncoderNames.Query),
                [PretrainedFiles.Config] = config.Write(definition),
                [PretrainedFiles.Card] = PretrainedCard.Write(name, definition, identity, known),
                [PretrainedFiles.Reference] = PretrainedReference.Of(onCpu).Write(),
            });
            PretrainedFolder.Write(folder, files, known.Replace);
            return PretrainedContent.InfoOf(files, config);
        }
    }
}
