using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <summary>Takes the frames of one clip from a format: begin a frame, add its bodies, fill in their joints.</summary>
public sealed class SkeletonClipBuilder
{
    private readonly SkeletonLimits _limits;
    private readonly int _stride;
    private BodyFrame[] _bodies = new BodyFrame[64];
    private float[] _values;
    private int _bodyCount;
    private int _inFrame;

    internal SkeletonClipBuilder(SkeletonLayout layout, int channels, SkeletonLimits limits)
    {
        _limits = limits;
        (JointCount, Channels) = (layout.JointCount, channels);
        _stride = checked(layout.JointCount * channels);
        _values = new float[64 * _stride];
    }

    /// <summary>V, joints a body.</summary>
    public int JointCount { get; }

    /// <summary>C, values a joint.</summary>
    public int Channels { get; }

    /// <summary>How many frames have been begun.</summary>
    public int Frames { get; private set; }

    /// <summary>Begins the next frame. A frame without bodies is all zeros.</summary>
    /// <exception cref="FormatException">The clip is longer than the loader's <c>MaxFrames</c>.</exception>
    public void AddFrame()
    {
        Stop.ThrowIfCancellationRequested();
        if (Frames == _limits.MaxFrames)
            throw new FormatException($"a clip has more than {_limits.MaxFrames} frames, the loader's limit; raise MaxFrames if it is meant to be");
        Frames++;
        _inFrame = 0;
    }

    /// <summary>Adds a body to the frame, known by its place among the frame's bodies.</summary>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The frame has more bodies than the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBody() => AddBody((ulong)_inFrame);

    /// <summary>Adds a body to the frame.</summary>
    /// <param name="id">The id that the sensor or tracker gave this person, the same in every frame.</param>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The frame has more bodies than the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBody(ulong id)
    {
        if (Frames == 0)
            throw new InvalidOperationException("A body belongs to a frame: call AddFrame first.");
        if (_inFrame == _limits.MaxBodies)
            throw new FormatException($"a frame has more than {_limits.MaxBodies} bodies, the loader's limit; raise MaxBodies if it is meant to be");
        if (_bodyCount == _bodies.Length)
            Array.Resize(ref _bodies, 2 * _bodyCount);
        var start = checked(_bodyCount * _stride);
        if (start + _stride > _values.Length)
            Array.Resize(ref _values, (int)Math.Min(Math.Max(2L * _values.Length, start + _stride), Array.MaxLength));
        _bodies[_bodyCount++] = new BodyFrame(Frames - 1, _inFrame++, id);
        var body = _values.AsSpan(start, _stride);
        body.Clear();
        return body;
    }

    /// <summary>Adds a body that stands at a fixed place among the frame's bodies, those before it being absent.</summary>
    /// <param name="place">The place, 0-based, not before that of the body added last; it is the body's id, too.</param>
    /// <returns>V * C zeros, joint by joint, to be filled in before the next call.</returns>
    /// <exception cref="FormatException">The place is beyond the loader's <c>MaxBodies</c>.</exception>
    public Span<float> AddBodyAt(int place)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(place, _inFrame);
        _inFrame = Math.Min(place, _limits.MaxBodies);
        return AddBody((ulong)place);
    }

    internal CancellationToken Stop { get; set; }

    internal ReadOnlySpan<BodyFrame> BodyFrames => _bodies.AsSpan(0, _bodyCount);

    internal ReadOnlySpan<float> Body(int index) => _values.AsSpan(index * _stride, _stride);

    internal void Clear()
    {
        Frames = _bodyCount = _inFrame = 0;
        // A giant clip must not stay in memory for the small ones after it.
        if (_values.Length > 1 << 22)
            _values = new float[64 * _stride];
    }

    /// <summary>The clip as <c>[T, M, V, C]</c> in the layout that is wanted, or without its values where nobody wants them. Checks it either way.</summary>
    internal LoadedClip Take(ClipInfo info, int places, BodyOrder order, SkeletonConversion? conversion, bool withValues)
    {
        Check();
        var slots = BodySlots.Assign(this, places, order);
        if (!withValues)
            return new LoadedClip(info, null, 0);
        var stride = conversion is null ? _stride : conversion.Target.JointCount * Channels;
        var length = checked(Frames * places * stride);
        var values = ArrayPool<float>.Shared.Rent(length);
        // Zeros only where no body goes: what was written or cleared so far ends at done, and bodies come frame by frame.
        var done = 0;
        for (var body = 0; body < _bodyCount; body++)
        {
            if (slots[body] is not (var slot and >= 0))
                continue;
            var start = ((_bodies[body].Frame * places) + slot) * stride;
            if (start > done)
                values.AsSpan(done, start - done).Clear();
            var place = values.AsSpan(start, stride);
            if (conversion is null)
                Body(body).CopyTo(place);
            else
                conversion.Convert(Body(body), Channels, place);
            done = Math.Max(done, start + stride);
        }

        values.AsSpan(done, length - done).Clear();
        return new LoadedClip(info, values, length);
    }

    private void Check()
    {
        if (Frames == 0)
            throw new FormatException("the clip has no frame");
        if (_bodyCount == 0)
            throw new FormatException($"none of the {Frames} frames has a body; leave such recordings out (NTU RGB+D: MissingSkeletonsFile)");
        var values = _values.AsSpan(0, _bodyCount * _stride);
        if (AllFinite(values))
            return;
        var i = 0;
        while (float.IsFinite(values[i]))
            i++;
        var (frame, place, _) = _bodies[i / _stride];
        throw new FormatException($"frame {frame + 1}, body {place + 1}, joint {(i % _stride / Channels) + 1}: {values[i]} is not a coordinate");
    }

    // Zero times a finite number is zero; times anything else it is NaN, and stays so in the sum. Optimized at once: until then vectors are slower than none.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AllFinite(ReadOnlySpan<float> values)
    {
        var sum = Vector<float>.Zero;
        for (; values.Length >= Vector<float>.Count; values = values[Vector<float>.Count..])
            sum += new Vector<float>(values) * Vector<float>.Zero;
        var rest = Vector.Sum(sum);
        foreach (var value in values)
            rest += value * 0;
        return !float.IsNaN(rest);
    }
}
