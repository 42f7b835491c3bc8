using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <summary>Takes the frames of one clip from a format: begin a frame, add its bodies, fill in their joints.</summary>
/// <remarks>
/// <para>A format whose frames have numbers says them (<see cref="AddFrame(long)"/>), in any order and from any number on. The loader
/// puts the frames in order, and treats missing numbers as <see cref="SkeletonLoader.Options.FrameGaps"/> says.</para>
/// <para>A joint that was not found is missing: give it NaN. One NaN makes the whole joint missing: each of its coordinates becomes NaN and
/// its score 0. A body of which no joint was found is no body.</para>
/// </remarks>
public sealed partial class SkeletonClipBuilder
{
    private const int FewBodies = 64;
    private const int ManyValues = 1 << 22;
    private readonly SkeletonLimits _limits;
    private readonly FrameNumbers _numbers = new();
    private BodyFrame[] _bodies = new BodyFrame[FewBodies];
    private float[] _values;
    private int _bodyCount;
    private int _frame;
    private int _inFrame;

    internal SkeletonClipBuilder(SkeletonLayout layout, int channels, SkeletonLimits limits, int? coordinates = null)
    {
        _limits = limits;
        JointCount = layout.JointCount;
        Channels = channels;
        Coordinates = coordinates ?? channels;
        BodyLength = checked(layout.JointCount * channels);
        _values = new float[FewBodies * BodyLength];
    }

    /// <summary>Gets V, joints a body.</summary>
    public int JointCount { get; }

    /// <summary>Gets C, values a joint.</summary>
    public int Channels { get; }

    /// <summary>Gets how many of the values of a joint are coordinates; those after them are scores.</summary>
    public int Coordinates { get; }

    /// <summary>Gets how many frames have been begun.</summary>
    public int Frames { get; private set; }

    /// <summary>Begins the next frame. A frame without bodies is all zeros.</summary>
    /// <exception cref="FormatException">The clip is longer than the loader's <c>MaxFrames</c>.</exception>
    public void AddFrame()
    {
        if (_numbers.IsUsed)
            AddFrame(NextNumber());
        else
            BeginFrame();
    }

    /// <summary>Begins the frame that has a number: its position in time. Frames may come in any order.</summary>
    /// <param name="number">The number, counted from anywhere. Numbers that no frame has are gaps between those that are there.</param>
    /// <exception cref="FormatException">A frame with this number was begun before, or the clip is longer than the loader's
    /// <c>MaxFrames</c>.</exception>
    public void AddFrame(long number)
    {
        NumberCounted();
        if (_numbers.TryFind(number, out _))
            throw new FormatException($"frame number {number} is there twice");
        BeginFrame();
        _numbers.TryAdd(number);
    }

    /// <summary>
    /// Goes to the frame that has a number, and begins it where it is new. For files that tell bodies one after the other, each with all
    /// its frames.
    /// </summary>
    /// <param name="number">The number, counted from anywhere.</param>
    /// <exception cref="FormatException">The clip is longer than the loader's <c>MaxFrames</c>.</exception>
    public void GoToFrame(long number)
    {
        NumberCounted();
        if (!_numbers.TryFind(number, out var frame))
        {
            AddFrame(number);
            return;
        }

        if (frame != _frame)
            _numbers.Resume();
        _frame = frame;
        _inFrame = _numbers.Bodies(frame);
    }

    /// <summary>Adds a body to the frame, known by its place among the frame's bodies.</summary>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The frame has more bodies than the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBody() => AddBody((ulong)_inFrame, hasId: false);

    /// <summary>Adds a body to the frame.</summary>
    /// <param name="id">The id that the sensor or tracker gave this person, the same in every frame; 0 or <see cref="ulong.MaxValue"/>
    /// (-1) where it gave none. Frames that are begun by number may have another id once.</param>
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

    /// <summary>
    /// Refuses this clip alone: once it is returned, it is treated as <c>OnBadFile</c> says, and those after it are read.
    /// </summary>
    /// <param name="reason">What is wrong with it; the first reason is kept.</param>
    public void Refuse(SkeletonFileException reason)
    {
        ArgumentNullException.ThrowIfNull(reason);
        Refused ??= reason;
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
        _bodies[_bodyCount] = new BodyFrame(Frame: _frame, Place: _inFrame, id, hasId, isPlaced);
        _bodyCount++;
        _inFrame++;
        if (_numbers.IsUsed)
            _numbers.SetBodies(_frame, _inFrame);
        var body = _values.AsSpan(start, BodyLength);
        body.Clear();
        return body;
    }

    private void BeginFrame()
    {
        Stop.ThrowIfCancellationRequested();
        if (Frames == _limits.MaxFrames)
        {
            throw new FormatException(
                $"a clip has more than {_limits.MaxFrames} frames, the loader's limit; raise MaxFrames if it is meant to be");
        }

        _frame = Frames;
        Frames++;
        _inFrame = 0;
    }
}
