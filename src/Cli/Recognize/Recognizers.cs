using System.Globalization;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>Recognizers over one model, one for each frame rate that recordings have.</summary>
internal sealed class Recognizers(SkeletonScorer scorer, ActionRecognizer.Options options)
{
    private readonly Dictionary<double, ActionRecognizer> _byRate = [];
    private readonly double _usualRate = options.FrameRate;

    /// <summary>What is found in a recording; null where it is refused, and those are left out.</summary>
    /// <exception cref="FormatException">It is refused.</exception>
    public RecognizedRecording? Recognize(UntrimmedClip recording, bool skips, CancellationToken cancellationToken)
    {
        var clip = recording.Clip;
        var rate = clip.FrameRate > 0 ? clip.FrameRate : _usualRate;
        try
        {
            var found = IntervalEvaluation.AcrossPeople(Of(rate).FindIntervals(clip, cancellationToken));
            return new RecognizedRecording(clip.Name!, clip.Frames, rate, found, recording.Truth);
        }
        catch (SkeletonClipException refused)
        {
            var told = $"'{clip.Name}': {refused.Message}";
            if (!skips)
                throw new FormatException(told, refused);
            Console.Error.WriteLine($"Left out: {told}");
            return null;
        }
    }

    /// <summary>What recordings are recognized with.</summary>
    public IReadOnlyList<(string Name, string Value)> Describe()
    {
        var any = _byRate.Values.First();
        return
        [
            ("Window", Frames(any.WindowFrames)),
            ("Hop", Frames(any.HopFrames)),
            ("Begins at, ends below", Text($"{options.BeginThreshold:0.##}, {options.EndThreshold:0.##}")),
            ("Smoothing", Text($"{options.Smoothing:0.##}")),
            ("Companions", Text($"{options.Companions}")),
            ("Gaps", options.Gaps.ToString()),
        ];
    }

    private static string Frames(int frames) => Text($"{frames} frames");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private ActionRecognizer Of(double rate)
    {
        if (_byRate.TryGetValue(rate, out var known))
            return known;
        options.FrameRate = rate;
        var recognizer = new ActionRecognizer(scorer, options);
        _byRate.Add(rate, recognizer);
        return recognizer;
    }
}
