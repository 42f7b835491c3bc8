using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <summary>Takes the frames of one clip from a format: begin a frame, add its bodies, fill in their joints.</summary>
public sealed class SkeletonClipBuilder
{
    private const int FewBodies = 64;
    private const int ManyValues = 1 << 22;
    private readonly SkeletonLimits _limits;
    private BodyFrame[] _bodies = new BodyFrame[FewBodies];
    private float[] _values;
    private int _bodyCount;
    private int _inFrame;

    internal SkeletonClipBuilder(SkeletonLayout layout, int channels, SkeletonLimits limits)
    {
        _limits = limits;
        JointCount = layout.JointCount;
        Channels = channels;
        BodyLength = checked(layout.JointCount * channels);
        _values = new float[FewBodies * BodyLength];
    }

    /// <summary>Gets V, joints a body.</summary>
    public int JointCount { get; }

    /// <summary>Gets C, values a joint.</summary>
    public int Channels { get; }

    /// <summary>Gets how many frames have been begun.</summary>
    public int Frames { get; private set; }

    /// <summary>Begins the next frame. A frame without bodies is all zeros.</summary>
    /// <exception cref="FormatException">The clip is longer than the loader's <c>MaxFrames</c>.</exception>
    public void AddFrame()
    {
        Stop.ThrowIfCancellationRequested();
        if (Frames == _limits.MaxFrames)
        {
            throw new FormatException(
                $"a clip has more than {_limits.MaxFrames} frames, the loader's limit; raise MaxFrames if it is meant to be");
        }

        Frames++;
        _inFrame = 0;
    }

    /// <summary>Adds a body to the frame, known by its place among the frame's bodies.</summary>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The frame has more bodies than the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBody() => AddBody((ulong)_inFrame, hasId: false);

    /// <summary>Adds a body to the frame.</summary>
    /// <param name="id">The id that the sensor or tracker gave this person, the same in every frame. <see cref="BodyOrder.Tracked"/> takes
    /// 0 and <see cref="ulong.MaxValue"/> (-1) for none.</param>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The frame has more bodies than the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBody(ulong id) => AddBody(id, hasId: true);

    /// <summary>Adds a body that stands at a fixed place among the frame's bodies, those before it being absent.</summary>
    /// <param name="place">The place, 0-based, not before that of the body added last; it is the body's id, too. Bodies of such clips are
    /// not tracked: <see cref="BodyOrder.Tracked"/> leaves them where they are.</param>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The place is beyond the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBodyAt(int place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, _inFrame);
        return AddBodyAt(place, isOwn: true);
    }

    /// <summary>Adds a body at a place among the frame's bodies.</summary>
    /// <param name="place">The place.</param>
    /// <param name="isOwn">Whether it is the body's own, whatever the order of the file.</param>
    internal Span<float> AddBodyAt(int place, bool isOwn)
    {
        _inFrame = Math.Min(place, _limits.MaxBodies);
        return AddBody((ulong)place, hasId: false, isPlaced: isOwn);
    }

    private Span<float> AddBody(ulong id, bool hasId, bool isPlaced = false)
    {
        if (Frames == 0)
            throw new InvalidOperationException("A body belongs to a frame: call AddFrame first.");
        if (_inFrame == _limits.MaxBodies)
        {
            throw new FormatException(
                $"a frame has more than {_limits.MaxBodies} bodies, the loader's limit; raise MaxBodies if it is meant to be");
        }

        if (_bodyCount == _bodies.Length)
            Array.Resize(ref _bodies, 2 * _bodyCount);
        var start = checked(_bodyCount * BodyLength);
        var end = start + BodyLength;
        if (end > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Math.Max(2L * _values.Length, end), Array.MaxLength));
        _bodies[_bodyCount] = new BodyFrame(Frame: Frames - 1, Place: _inFrame, id, hasId, isPlaced);
        _bodyCount++;
        _inFrame++;
        var body = _values.AsSpan(start, BodyLength);
        body.Clear();
        return body;
    }

    internal CancellationToken Stop { get; set; }

    internal ReadOnlySpan<BodyFrame> BodyFrames => _bodies.AsSpan(0, _bodyCount);

    /// <summary>The values of all bodies, one body after the other.</summary>
    internal ReadOnlySpan<float> Bodies => _values.AsSpan(0, _bodyCount * BodyLength);

    /// <summary>V * C, values a body.</summary>
    internal int BodyLength { get; }

    internal ReadOnlySpan<float> Body(int index) => _values.AsSpan(index * BodyLength, BodyLength);

    internal void Clear()
    {
        Frames = 0;
        _bodyCount = 0;
        _inFrame = 0;
        // A giant clip must not stay in memory for the small ones after it.
        if (_values.Length > ManyValues)
            _values = new float[FewBodies * BodyLength];
    }
}
