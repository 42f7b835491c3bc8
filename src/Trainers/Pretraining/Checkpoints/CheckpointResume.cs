namespace MsMclr.MLNet;

/// <summary>
/// Specifies what a run does with the checkpoints that it finds in <see cref="MsMclrTrainer.Options.CheckpointDirectory"/>.
/// </summary>
public enum CheckpointResume
{
    /// <summary>
    /// Goes on from the newest undamaged one; begins anew where there is none. One of another run (recipe, data, layout, seed...) is
    /// refused.
    /// </summary>
    IfPresent,

    /// <summary>As <see cref="IfPresent"/>, but a folder without an undamaged checkpoint is an error.</summary>
    Required,

    /// <summary>Begins anew. Checkpoints of earlier runs are removed once this run has written its first.</summary>
    Never,

    /// <summary>
    /// As <see cref="Required"/>, but goes on though recipe, data, seed or number of epochs have changed, as long as the network and its
    /// queue have the same sizes: to lower the learning rate after a run that failed, or to add clips. With other data, another batch
    /// or another seed the epoch begins again.
    /// </summary>
    WithChanges,
}
