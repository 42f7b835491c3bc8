namespace MsMclr.MLNet.Loaders.Formats.AzureKinect;

/// <summary>The numbers and times of a recording's frames, and the frame rate that follows.</summary>
internal sealed class AzureKinectTimes
{
    private const double MicrosecondsOfSecond = 1e6;
    private readonly List<(long Number, long Time)> _known = [];

    /// <summary>Gets the frames a second, from the first frame with a time to the last; 0 where fewer than two have one.</summary>
    public float FrameRate
    {
        get
        {
            if (_known.Count < 2)
                return 0;
            var first = _known.MinBy(frame => frame.Number);
            var last = _known.MaxBy(frame => frame.Number);
            var rate = (float)(((double)last.Number - first.Number) / ((double)last.Time - first.Time) * MicrosecondsOfSecond);
            return float.IsFinite(rate) && rate > 0 ? rate : 0;
        }
    }

    public void Add(long? number, long? time)
    {
        if (number is { } known && time is { } at)
            _known.Add((known, at));
    }
}
