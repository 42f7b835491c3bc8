namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>What recordings are like: the numbers of <see cref="SyntheticSkeletons.Options"/> that a clip depends on.</summary>
/// <param name="MinFrames">The shortest clip.</param>
/// <param name="MaxFrames">The longest clip.</param>
/// <param name="Children">The share of people who are children.</param>
/// <param name="FacingDeviation">The deviation of where people face, in degrees.</param>
/// <param name="CameraTilt">How far the highest cameras look down, in degrees.</param>
/// <param name="Idle">The mean share of a clip before and after the action.</param>
/// <param name="Restlessness">The deviation of an idle person's angles, in degrees.</param>
/// <param name="ActionStyle">How much people's ways of doing an action differ, as the deviation of a logarithm.</param>
/// <param name="SensorError">How wrong a hidden joint is, in meters.</param>
internal sealed record SyntheticConditions(
    int MinFrames,
    int MaxFrames,
    double Children,
    double FacingDeviation,
    double CameraTilt,
    double Idle,
    double Restlessness,
    double ActionStyle,
    double SensorError)
{
    /// <summary>Gets whether angles have to be kept within what joints can do. Controlled clips came before the limits.</summary>
    public bool LimitJoints => Restlessness > 0 || ActionStyle > 0;
}
