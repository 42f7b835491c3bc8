namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// Whether this is the second or third of three streams, to which an interrupted run may not have come: without a checkpoint it
        /// begins, whatever <see cref="Resume"/> says.
        /// </summary>
        internal bool FollowsAnotherStream { get; private set; }

        /// <summary>The options of one of three streams.</summary>
        internal Options ForStream(SkeletonStream stream)
        {
            var options = (Options)MemberwiseClone();
            options.Stream = stream;
            options.OutputColumnName = $"{OutputColumnName}.{stream}";
            options.FollowsAnotherStream = stream != SkeletonStream.Joint;
            options.CheckpointDirectory = Inside(CheckpointDirectory, stream);
            options.LogDirectory = Inside(LogDirectory, stream);
            return options;
        }

        private static string? Inside(string? folder, SkeletonStream stream)
        {
            if (string.IsNullOrWhiteSpace(folder))
                return folder;
            return Path.Combine(folder, stream.ToString().ToLowerInvariant());
        }
    }
}
