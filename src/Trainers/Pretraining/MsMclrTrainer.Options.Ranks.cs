namespace MsMclr.MLNet;

public sealed partial class MsMclrTrainer
{
    public sealed partial class Options
    {
        /// <summary>
        /// Gets or sets the ranks that train together (docs/scale-out.md), each on its share of every batch. Their encoder is, to the bit,
        /// the one that a single process trains. More than one need a batch that is a multiple of 16, and CPUs of one kind.
        /// </summary>
        /// <value>Default <see cref="Communicator.None"/>: this process alone.</value>
        public Communicator Communicator { get; set; } = Communicator.None;

        /// <summary>These options as a rank takes them: what is kept and told, rank 0 keeps and tells.</summary>
        internal Options ForRank()
        {
            if (Communicator.Rank == 0)
                return this;
            var options = (Options)MemberwiseClone();
            options.CheckpointDirectory = null;
            options.LogDirectory = null;
            options.Progress = null;
            return options;
        }
    }
}
