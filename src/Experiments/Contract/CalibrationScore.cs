namespace MsMclr.MLNet;

/// <summary>
/// How well the probabilities of the saved model's head hold on the test clips, before and after its scores were divided by a temperature
/// that held-out people of the training part have chosen (<see cref="TemperatureScalingTrainer"/>).
/// </summary>
/// <param name="Temperature">The temperature.</param>
/// <param name="Before">Of the head as it was fitted.</param>
/// <param name="After">Of the head that was saved.</param>
public sealed record CalibrationScore(double Temperature, SelfSupervisedMetrics Before, SelfSupervisedMetrics After);
