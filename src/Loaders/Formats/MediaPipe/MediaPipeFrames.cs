namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>The frames of a file, with the people in them, until it is known what their places are.</summary>
internal sealed class MediaPipeFrames
{
    // Longer intervals than these are milliseconds, or microseconds: nobody records a frame in five seconds.
    private const double LongestInSeconds = 5;
    private const double LongestInMilliseconds = 5_000;
    private readonly List<Frame> _frames = [];
    private List<float[]> _people = [];

    /// <summary>Gets or sets the frame rate that the file states; 0 if none.</summary>
    public float StatedRate { get; set; }

    /// <summary>Adds a person to the frame that is being read.</summary>
    public void AddPerson(float[] body) => _people.Add(body);

    /// <summary>Ends the frame that is being read.</summary>
    public void End(long? number, double? time)
    {
        _frames.Add(new Frame(number, time, _people));
        _people = [];
    }

    /// <summary>Gives the frames to a clip, in order of their numbers, or of their times where there are none.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="rate">The frames a second; 0 where nothing tells them.</param>
    /// <exception cref="FormatException">A number or a time is there twice, or they are too far apart.</exception>
    public void CopyTo(SkeletonClipBuilder clip, out float rate)
    {
        var hasNumbers = _frames.TrueForAll(frame => frame.Number is not null);
        var times = _frames.Count > 0 && _frames.TrueForAll(frame => frame.Time is not null)
            ? new FrameTimes(_frames.Select(frame => frame.Time!.Value))
            : null;
        foreach (var (number, time, people) in _frames)
        {
            if (hasNumbers)
                clip.AddFrame(number!.Value);
            else if (times is not null)
                clip.AddFrame(times.Position(time!.Value));
            else
                clip.AddFrame();
            foreach (var body in people)
                body.CopyTo(clip.AddBody());
        }

        rate = StatedRate > 0 || times is null ? StatedRate : InSeconds(times.FrameRate);
    }

    private static float InSeconds(float rate)
    {
        if (rate <= 0)
            return 0;
        var interval = 1 / rate;
        if (interval <= LongestInSeconds)
            return rate;
        return interval <= LongestInMilliseconds ? rate * 1_000 : rate * 1_000_000;
    }

    /// <summary>A frame.</summary>
    /// <param name="Number">Its number, where the file has one.</param>
    /// <param name="Time">Its time, in a unit that the interval tells.</param>
    /// <param name="People">Who was found in it.</param>
    private sealed record Frame(long? Number, double? Time, List<float[]> People);
}
