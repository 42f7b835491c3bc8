using MsMclr.MLNet.Transforms.Live;

namespace MsMclr.MLNet;

public sealed partial class ActionRecognizer
{
    /// <summary>Recognizes what is done in a recording, as if its frames had been pushed to a recognizer of their own.</summary>
    /// <param name="recording">The recording, of any length. Its people are followed by distance.</param>
    /// <param name="cancellationToken">Ends it between two frames.</param>
    /// <returns>What is told, frame after frame, as it is asked for.</returns>
    /// <exception cref="ArgumentException">The recording has other joints or values than the model.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public IEnumerable<ActionRecognition> Recognize(SkeletonRecording recording, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(recording);
        var frames = SkeletonFrame.Of(recording);
        var (layout, channels) = (_rules.Shape.Layout, _rules.Shape.Channels);
        var isOther = recording.Layout is { } own && !own.Equals(layout);
        if (isOther || recording.Joints != layout.JointCount || recording.Channels != channels)
        {
            throw new ArgumentException(
                $"The recording has {recording.Joints} joints of {recording.Channels} values "
                + $"({recording.Layout?.ToString() ?? "no layout"}), and the model reads {layout.JointCount} of {channels} ({layout}). "
                + "Load it with the layout of the model.",
                nameof(recording));
        }

        return Told(frames, cancellationToken);
    }

    /// <summary>Finds the actions of a recording. Of a window that the scorer refuses nothing is known.</summary>
    /// <param name="recording">The recording, of any length. Its people are followed by distance.</param>
    /// <param name="cancellationToken">Ends it between two frames.</param>
    /// <returns>The actions of all people, in the order in which they begin, under the recording's name.</returns>
    /// <exception cref="ArgumentException">The recording has other joints or values than the model.</exception>
    /// <exception cref="SkeletonClipException">Each of its windows is refused; this is why the first one is.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    public IReadOnlyList<ActionInterval> FindIntervals(SkeletonRecording recording, CancellationToken cancellationToken = default)
    {
        List<ActionInterval> found = [];
        SkeletonClipException? refused = null;
        var isScored = false;
        foreach (var told in Recognize(recording, cancellationToken))
        {
            refused ??= told.Refused;
            isScored |= told.Prediction is not null;
            if (told.Ended is { } ended)
                found.Add(ended with { Recording = recording.Name ?? "" });
        }

        if (refused is not null && !isScored)
            throw refused;
        return [.. found.OrderBy(interval => interval.Start).ThenBy(interval => interval.Person)];
    }

    private IEnumerable<ActionRecognition> Told(IEnumerable<SkeletonFrame> frames, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        var engine = new RecognitionEngine(_scorer, _rules);
        foreach (var frame in frames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var told in engine.Push(frame))
                yield return told;
        }

        foreach (var told in engine.Complete())
            yield return told;
    }
}
