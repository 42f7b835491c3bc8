namespace MsMclr.MLNet.Trainers.Training.Optimization;

/// <summary>What the learning rate is multiplied by.</summary>
internal static class LearningRateFactor
{
    /// <summary>
    /// At a step of the run, from 0. Cosine: SGDR (Loshchilov and Hutter, ICLR 2017), equation 5, without restarts. Step: to a tenth
    /// after some epochs.
    /// </summary>
    public static double At(LearningRateSchedule schedule, long step, int stepsPerEpoch, int epochs, int tenthAfter)
    {
        if (schedule == LearningRateSchedule.Cosine)
            return 0.5 * (1 + Math.Cos(Math.PI * step / ((double)epochs * stepsPerEpoch)));
        return step / stepsPerEpoch >= tenthAfter ? 0.1 : 1;
    }
}
