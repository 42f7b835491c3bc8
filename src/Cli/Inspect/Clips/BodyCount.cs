using System.Globalization;
using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect.Clips;

/// <summary>Counts bodies, frames without one, and joints that were not found.</summary>
internal sealed class BodyCount(SkeletonLayout layout)
{
    private const int Shown = 5;
    private readonly SortedDictionary<uint, int> _clipsByBodies = [];
    private readonly long[] _missing = new long[layout.JointCount];
    private long _bodyFrames;
    private int _clipsWithGaps;
    private int _longestGap;

    public void Add(ClipFrames clip)
    {
        var present = new bool[clip.Bodies];
        var last = -1;
        var gaps = 0;
        for (var frame = 0; frame < clip.Frames; frame++)
        {
            var isEmpty = true;
            for (var body = 0; body < clip.Bodies; body++)
            {
                if (!clip.HasBody(frame, body))
                    continue;
                isEmpty = false;
                present[body] = true;
                AddJoints(clip, frame, body);
            }

            if (isEmpty)
                continue;
            // Frames before the first body are no gap.
            var gap = last < 0 ? 0 : frame - last - 1;
            gaps = Math.Max(gaps, gap);
            last = frame;
        }

        var bodies = (uint)present.Count(isPresent => isPresent);
        _clipsByBodies[bodies] = _clipsByBodies.GetValueOrDefault(bodies) + 1;
        _clipsWithGaps += gaps > 0 ? 1 : 0;
        _longestGap = Math.Max(_longestGap, gaps);
    }

    public void AddTo(Inspection inspection)
    {
        inspection.Add("clips by bodies", NumberCounts.Of(_clipsByBodies));
        inspection.Add("clips with gaps", _clipsWithGaps);
        if (_longestGap > 0)
            inspection.Add("longest gap in frames", _longestGap);
        var all = _bodyFrames * layout.JointCount;
        var share = all == 0 ? 0 : _missing.Sum() / (double)all;
        inspection.Add("share of joints not found", share);
        if (share == 0)
            return;
        var most = Enumerable.Range(0, layout.JointCount).Where(joint => _missing[joint] > 0).OrderByDescending(joint => _missing[joint]);
        inspection.Add("joints not found", [.. most.Take(Shown).Select(Text)]);
    }

    private void AddJoints(ClipFrames clip, int frame, int body)
    {
        _bodyFrames++;
        for (var joint = 0; joint < _missing.Length; joint++)
            _missing[joint] += clip.Joint(frame, body, joint).IsEmpty ? 1 : 0;
    }

    private string Text(int joint)
        => string.Create(CultureInfo.InvariantCulture, $"{layout.Joints[joint]} {100.0 * _missing[joint] / _bodyFrames:0.#} %");
}
