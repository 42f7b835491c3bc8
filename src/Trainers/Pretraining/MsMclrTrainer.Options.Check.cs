using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Trainers.Ranks;

namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    public sealed partial class Options
    {
        private const string Owner = "MsMclrTrainer.Options";

        /// <summary>A copy whose options are all in their range: estimators hold no state that somebody else can change.</summary>
        internal Options Checked()
        {
            OptionCheck.RequireText(OutputColumnName, Owner, nameof(OutputColumnName));
            OptionCheck.RequireText(InputColumnName, Owner, nameof(InputColumnName));
            OptionCheck.RequireSet(Recipe, Owner, nameof(Recipe));
            Require(Epochs is >= 0 and <= 1_000_000, nameof(Epochs), Epochs, "0 to 1000000");
            OptionCheck.RequireSet(Communicator, Owner, nameof(Communicator));
            OptionCheck.RequireNamed(Stream, Owner, nameof(Stream));
            OptionCheck.RequireNamed(Precision, Owner, nameof(Precision));
            Require(GpuDeviceId is null or >= 0, nameof(GpuDeviceId), GpuDeviceId, "0 or more, or null");
            CheckCheckpoints();
            RequirePath(LogDirectory, nameof(LogDirectory), "a folder, or null");
            Require(MaxStoreBytes >= 1, nameof(MaxStoreBytes), MaxStoreBytes, "1 or more");
            RequirePath(CacheDirectory, nameof(CacheDirectory), "a folder, or null");
            RequirePath(EncoderFile, nameof(EncoderFile), "a file, or null");
            Require(EncoderFile is null || Encoder is null, nameof(EncoderFile), EncoderFile, "null with an Encoder");
            Recipe.Check();
            CheckRanks();
            var options = (Options)MemberwiseClone();
            options.Probe = Probe?.Checked();
            return options;
        }

        private static void Require(bool holds, string option, object? value, string allowed)
            => OptionCheck.Require(holds, Owner, option, value, allowed);

        private static void RequirePath(string? path, string option, string allowed)
            => Require(path is null || !string.IsNullOrWhiteSpace(path), option, path, allowed);

        private void CheckRanks()
        {
            var ranks = Communicator.Size;
            Require(ranks is 1 or 2 or 4 or 8 or 16, "Communicator.Size", ranks, "1, 2, 4, 8 or 16");
            var isShared = ranks == 1 || Recipe.BatchSize % ClipGroups.Most == 0;
            Require(isShared, "Recipe.BatchSize", Recipe.BatchSize, $"a multiple of {ClipGroups.Most} with more than one rank");
        }

        private void CheckCheckpoints()
        {
            RequirePath(CheckpointDirectory, nameof(CheckpointDirectory), "a folder, or null");
            Require(CheckpointEveryEpochs is >= 1 and <= 1_000_000, nameof(CheckpointEveryEpochs), CheckpointEveryEpochs, "1 to 1000000");
            var isTime = CheckpointInterval >= TimeSpan.Zero || CheckpointInterval == Timeout.InfiniteTimeSpan;
            Require(isTime, nameof(CheckpointInterval), CheckpointInterval, "zero or more, or Timeout.InfiniteTimeSpan");
            Require(KeepCheckpoints is >= 1 and <= 1_000_000, nameof(KeepCheckpoints), KeepCheckpoints, "1 to 1000000");
            OptionCheck.RequireNamed(Resume, Owner, nameof(Resume));
            var needsNoFolder = Resume is CheckpointResume.IfPresent or CheckpointResume.Never;
            Require(CheckpointDirectory is not null || needsNoFolder, nameof(Resume), Resume,
                $"{nameof(CheckpointResume.IfPresent)} or {nameof(CheckpointResume.Never)} without a CheckpointDirectory");
        }
    }
}
