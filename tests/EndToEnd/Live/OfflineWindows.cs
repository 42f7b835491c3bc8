namespace MsMclr.MLNet.Tests;

/// <summary>
/// The windows that a recognizer tells of, put together from the whole stream, frame by frame, with nothing of the recognizer's own.
/// </summary>
internal sealed class OfflineWindows
{
    private readonly Dictionary<int, SortedDictionary<long, float[]>> _people = [];
    private readonly PersonGaps _gaps;
    private readonly int _longestGap;

    /// <param name="frames">The stream, numbered from 0, whose people have ids.</param>
    /// <param name="told">All that was told.</param>
    /// <param name="gaps">What stands for frames in which nobody was seen.</param>
    /// <param name="longestGap">The longest that is filled.</param>
    public OfflineWindows(List<SkeletonFrame> frames, List<ActionRecognition> told, PersonGaps gaps, int longestGap)
    {
        _gaps = gaps;
        _longestGap = longestGap;
        foreach (var entered in told.Where(one => one.Kind == RecognitionKind.Entered))
        {
            var left = told.Single(one => one.Kind == RecognitionKind.Left && one.Person == entered.Person);
            var rows = new SortedDictionary<long, float[]>();
            for (var frame = (int)entered.Frame; frame <= left.LastFrame; frame++)
            {
                foreach (var body in frames[frame].Bodies.Where(body => body.Id == entered.Id))
                    rows.Add(frame, body.Values.ToArray());
            }

            _people.Add(entered.Person, rows);
        }
    }

    /// <summary>The clip [T, M, V, C] of a window.</summary>
    public float[] Of(ActionRecognition told)
    {
        var frames = (int)(told.LastFrame - told.FirstFrame + 1);
        var clip = new float[frames * 2 * LiveModel.BodyLength];
        int[] people = [told.Person, .. told.Companions];
        for (var place = 0; place < people.Length; place++)
        {
            for (var frame = 0; frame < frames; frame++)
            {
                var row = Row(_people[people[place]], told.FirstFrame + frame);
                row.CopyTo(clip.AsSpan(((frame * 2) + place) * LiveModel.BodyLength));
            }
        }

        return clip;
    }

    private float[] Row(SortedDictionary<long, float[]> rows, long frame)
    {
        if (rows.TryGetValue(frame, out var seen))
            return seen;
        var before = rows.Keys.Where(key => key < frame).Select(key => (long?)key).LastOrDefault();
        var after = rows.Keys.Where(key => key > frame).Select(key => (long?)key).FirstOrDefault();
        if (before is null || after is null || _gaps == PersonGaps.Absent || after - before - 1 > _longestGap)
            return [];
        if (_gaps == PersonGaps.Hold)
            return rows[before.Value];
        var share = (frame - before.Value) / (float)(after.Value - before.Value);
        return [.. rows[before.Value].Zip(rows[after.Value], (one, other) => (one * (1 - share)) + (other * share))];
    }
}
