namespace MsMclr.MLNet.Loaders.Formats.Scores;

/// <summary>The people of one frame, kept until the frame's number is known. Those of whom no joint was found are left out.</summary>
/// <param name="clip">Takes them.</param>
/// <param name="channels">C; the last value of a joint is its score.</param>
internal sealed class FrameBodies(SkeletonClipBuilder clip, int channels)
{
    private readonly List<float[]> _bodies = [];
    private readonly List<ulong?> _ids = [];
    private int _count;

    /// <summary>A body of zeros, to be filled in and then kept or not.</summary>
    public Span<float> Next()
    {
        if (_count == _bodies.Count)
        {
            _bodies.Add(new float[clip.JointCount * channels]);
            _ids.Add(null);
        }

        Array.Clear(_bodies[_count]);
        return _bodies[_count];
    }

    /// <summary>Keeps the body that <see cref="Next"/> gave last.</summary>
    public void Keep(ulong? id)
    {
        if (!UnseenJoints.Mark(_bodies[_count], channels))
            return;
        _ids[_count] = id;
        _count++;
    }

    /// <summary>Adds the people to the frame that the clip is at, and forgets them.</summary>
    public void Flush()
    {
        for (var body = 0; body < _count; body++)
            _bodies[body].CopyTo(_ids[body] is { } id ? clip.AddBody(id) : clip.AddBody());
        _count = 0;
    }
}
