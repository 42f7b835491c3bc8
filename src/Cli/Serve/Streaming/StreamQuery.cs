namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>
/// What a client says of its stream in the address. What is left out is as <see cref="ActionRecognizer.Options"/> has it.
/// </summary>
/// <param name="FrameRate">Frames a second.</param>
/// <param name="WindowSeconds">How long a window is.</param>
/// <param name="HopSeconds">From one window of a person to the next.</param>
/// <param name="Smoothing">The share of the windows before.</param>
/// <param name="BeginThreshold">How probable an action has to be to begin.</param>
/// <param name="EndThreshold">How probable it has to stay.</param>
/// <param name="Companions">How many others stand in a window.</param>
/// <param name="Softmax">Whether the scores are no probabilities.</param>
internal sealed record StreamQuery(
    double? FrameRate,
    double? WindowSeconds,
    double? HopSeconds,
    float? Smoothing,
    float? BeginThreshold,
    float? EndThreshold,
    int? Companions,
    bool? Softmax)
{
    public ActionRecognizer.Options Options()
    {
        var options = new ActionRecognizer.Options();
        options.FrameRate = FrameRate ?? options.FrameRate;
        options.WindowSeconds = WindowSeconds ?? options.WindowSeconds;
        options.HopSeconds = HopSeconds ?? options.HopSeconds;
        options.Smoothing = Smoothing ?? options.Smoothing;
        options.BeginThreshold = BeginThreshold ?? options.BeginThreshold;
        options.EndThreshold = EndThreshold ?? options.EndThreshold;
        options.Companions = Companions ?? options.Companions;
        options.Softmax = Softmax ?? options.Softmax;
        return options;
    }
}
