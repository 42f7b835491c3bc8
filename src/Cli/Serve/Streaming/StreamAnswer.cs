namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>What a client is told of a person in its stream.</summary>
/// <param name="Kind"><c>entered</c>, <c>window</c> or <c>left</c>.</param>
/// <param name="Person">Who, counted from 1.</param>
/// <param name="Id">The tracker's id, where there is one.</param>
/// <param name="Frame">The frame after which it is told.</param>
/// <param name="Seconds">The same in seconds.</param>
/// <param name="FirstFrame">The first frame of the window.</param>
/// <param name="LastFrame">The last one.</param>
/// <param name="Action">What the person does; null is "nothing that I know".</param>
/// <param name="Confidence">How probable that is, smoothed.</param>
/// <param name="Scores">The likeliest actions, smoothed.</param>
/// <param name="Ended">The action that is over.</param>
/// <param name="Refused">Why the window could not be scored.</param>
internal sealed record StreamAnswer(
    string Kind,
    int Person,
    ulong? Id,
    long Frame,
    double Seconds,
    long FirstFrame,
    long LastFrame,
    string? Action,
    float Confidence,
    IReadOnlyList<ActionScore> Scores,
    EndedAction? Ended,
    string? Refused)
{
    private const int Top = 5;

    public static StreamAnswer Of(ActionRecognition told, IReadOnlyList<string> labels)
    {
        var probabilities = told.Probabilities;
        var ranked = Enumerable.Range(0, probabilities.Length).OrderByDescending(action => probabilities[action]).Take(Top);
        var ended = told.Ended;
        return new StreamAnswer(
            told.Kind.ToString().ToLowerInvariant(),
            told.Person,
            told.Id,
            told.Frame,
            told.Seconds,
            told.FirstFrame,
            told.LastFrame,
            told.Action,
            told.Confidence,
            [.. ranked.Select(action => new ActionScore(labels[action], probabilities[action]))],
            ended is null ? null : new EndedAction(ended.Action, ended.Start, ended.End, ended.Confidence),
            told.Refused?.Message);
    }
}
