using MsMclr.MLNet.Loaders.Bodies;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <content>What the loader takes from the builder.</content>
public sealed partial class SkeletonClipBuilder
{
    internal CancellationToken Stop { get; set; }

    /// <summary>Gets why the clip is refused; null where it is not.</summary>
    internal SkeletonFileException? Refused { get; private set; }

    internal ReadOnlySpan<BodyFrame> BodyFrames => _bodies.AsSpan(0, _bodyCount);

    /// <summary>The values of all bodies, one body after the other.</summary>
    internal ReadOnlySpan<float> Bodies => _values.AsSpan(0, _bodyCount * BodyLength);

    /// <summary>V * C, values a body.</summary>
    internal int BodyLength { get; }

    /// <summary>The frame numbers of the clip, once it is arranged; null where the format counts its frames.</summary>
    internal FrameAxis? Axis { get; private set; }

    /// <summary>
    /// Puts frames that were begun by number, and their bodies, in the order of time. From then on <see cref="Frames"/> counts those that
    /// the file has not, too.
    /// </summary>
    /// <exception cref="FormatException">The numbers reach too far, or a frame has a body twice.</exception>
    internal void Arrange()
    {
        if (!_numbers.IsUsed || Axis is not null)
            return;
        var axis = _numbers.ToAxis(_limits.MaxFrames);
        for (var i = 0; i < _bodyCount; i++)
            _bodies[i] = _bodies[i] with { Frame = axis.Place(_numbers[_bodies[i].Frame]) };
        if (!_numbers.IsOrdered)
            BodySorting.Sort(_bodies.AsSpan(0, _bodyCount), _values.AsSpan(0, _bodyCount * BodyLength), BodyLength);
        BodySorting.RefuseTwins(BodyFrames, axis);
        Frames = axis.Length;
        Axis = axis;
    }

    internal Span<float> Body(int index) => _values.AsSpan(index * BodyLength, BodyLength);

    internal void Clear()
    {
        Refused = null;
        Frames = 0;
        Axis = null;
        _numbers.Clear();
        _frame = 0;
        _bodyCount = 0;
        _inFrame = 0;
        // A giant clip must not stay in memory for the small ones after it.
        if (_values.Length > ManyValues)
            _values = new float[FewBodies * BodyLength];
    }

    // Frames that were counted so far have the numbers from 0 on.
    private void NumberCounted()
    {
        if (_numbers.IsUsed || Frames == 0)
            return;
        for (var frame = 0; frame < Frames; frame++)
            _numbers.TryAdd(frame);
        for (var i = 0; i < _bodyCount; i++)
            _numbers.SetBodies(_bodies[i].Frame, _bodies[i].Place + 1);
    }

    private long NextNumber()
    {
        if (_numbers[_frame] == long.MaxValue)
            throw new FormatException($"there is no frame after number {long.MaxValue}");
        return _numbers[_frame] + 1;
    }
}
