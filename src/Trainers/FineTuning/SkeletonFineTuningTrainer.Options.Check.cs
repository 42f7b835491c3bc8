using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet;

public sealed partial class SkeletonFineTuningTrainer
{
    public sealed partial class Options
    {
        private const string Owner = "SkeletonFineTuningTrainer.Options";

        /// <summary>A copy whose options are all in their range: estimators hold no state that somebody else can change.</summary>
        internal Options Checked()
        {
            OptionCheck.RequireText(LabelColumnName, Owner, nameof(LabelColumnName));
            OptionCheck.RequireText(InputColumnName, Owner, nameof(InputColumnName));
            if (Encoder is null == string.IsNullOrWhiteSpace(EncoderFile))
                throw new ArgumentException($"{Owner} needs a pretrained encoder: set either Encoder or EncoderFile.", nameof(Encoder));
            OptionCheck.RequireNamed(Layers, Owner, nameof(Layers));
            Require(LabelFraction is > 0 and <= 1, nameof(LabelFraction), LabelFraction, "above 0 to 1");
            OptionCheck.RequireNamed(ClassWeighting, Owner, nameof(ClassWeighting));
            CheckOptimization();
            CheckValidation();
            Require(GpuDeviceId is null or >= 0, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
            var isFolder = CacheDirectory is null || !string.IsNullOrWhiteSpace(CacheDirectory);
            Require(isFolder, nameof(CacheDirectory), CacheDirectory, "a folder, or null");
            Require(MaxStoreBytes >= 1, nameof(MaxStoreBytes), MaxStoreBytes, "1 or more");
            return (Options)MemberwiseClone();
        }

        private static void Require(bool holds, string option, object? value, string allowed)
            => OptionCheck.Require(holds, Owner, option, value, allowed);

        private void CheckOptimization()
        {
            Require(Epochs is >= 1 and <= 1_000_000, nameof(Epochs), Epochs, "1 to 1000000");
            Require(BatchSize is >= 1 and <= 65536, nameof(BatchSize), BatchSize, "1 to 65536");
            OptionCheck.RequireNamed(Optimizer, Owner, nameof(Optimizer));
            Require(EncoderLearningRate is >= 0 and <= 1e3, nameof(EncoderLearningRate), EncoderLearningRate, "0 to 1000");
            Require(HeadLearningRate is > 0 and <= 1e3, nameof(HeadLearningRate), HeadLearningRate, "above 0 to 1000");
            Require(WeightDecay is >= 0 and < 1, nameof(WeightDecay), WeightDecay, "0 to below 1");
            OptionCheck.RequireNamed(Schedule, Owner, nameof(Schedule));
            Require(LearningRateStep >= 1, nameof(LearningRateStep), LearningRateStep, "1 or more");
            Require(Dropout is >= 0 and < 1, nameof(Dropout), Dropout, "0 to below 1");
        }

        private void CheckValidation()
        {
            Require(ValidationFraction is >= 0 and < 1, nameof(ValidationFraction), ValidationFraction, "0 to below 1");
            var isOneOfTwo = ValidationFraction == 0 || ValidationSet is null;
            Require(isOneOfTwo, nameof(ValidationFraction), ValidationFraction, "0 with a ValidationSet");
            Require(Patience >= 0, nameof(Patience), Patience, "0 or more");
            var isValidated = ValidationSet is not null || ValidationFraction > 0;
            Require(Patience == 0 || isValidated, nameof(Patience), Patience, "0 without a ValidationSet or a ValidationFraction");
        }
    }
}
