namespace MsMclr.MLNet;

/// <summary>Specifies how the learning rate falls.</summary>
public enum LearningRateSchedule
{
    /// <summary>To a tenth after <see cref="MsMclrRecipe.LearningRateStep"/> epochs, as in the paper.</summary>
    Step,

    /// <summary>Along half a cosine, to 0 at the end of the run.</summary>
    Cosine,
}
