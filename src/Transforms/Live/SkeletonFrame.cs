using MsMclr.MLNet.Transforms.Scorer;

namespace MsMclr.MLNet;

/// <summary>One frame of a stream: the people who are in it, in any order.</summary>
/// <example><code>var frame = new SkeletonFrame([new SkeletonBody(joints, id)], number: 120);</code></example>
public sealed class SkeletonFrame
{
    /// <summary>Makes a frame.</summary>
    /// <param name="bodies">Who is in it; may be empty.</param>
    /// <param name="number">The frame's position in time, 0 or more and rising; null for the next one.</param>
    public SkeletonFrame(IReadOnlyList<SkeletonBody> bodies, long? number = null)
    {
        ArgumentNullException.ThrowIfNull(bodies);
        Bodies = bodies;
        Number = number;
    }

    /// <summary>Gets who is in the frame.</summary>
    public IReadOnlyList<SkeletonBody> Bodies { get; }

    /// <summary>
    /// Gets the frame's position in time; null for the next one. Numbers that are left out are frames that were lost: nobody was seen in
    /// them.
    /// </summary>
    public long? Number { get; }

    /// <summary>Gets the frames of a recording, without ids. Absent bodies, all zeros or NaN, are left out.</summary>
    /// <param name="recording">The recording. Its values are not copied.</param>
    /// <returns>The frames, in order, numbered from 0.</returns>
    /// <exception cref="ArgumentException">The recording has no sizes, or no whole number of frames.</exception>
    public static IEnumerable<SkeletonFrame> Of(SkeletonRecording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        recording.Check(nameof(recording));
        return Frames(recording);
    }

    private static IEnumerable<SkeletonFrame> Frames(SkeletonRecording recording)
    {
        var length = recording.Joints * recording.Channels;
        for (var frame = 0; frame < recording.Frames; frame++)
        {
            var bodies = new List<SkeletonBody>(recording.Bodies);
            for (var body = 0; body < recording.Bodies; body++)
            {
                var values = recording.Values.Slice(((frame * recording.Bodies) + body) * length, length);
                if (IsThere(values.Span, recording.Channels))
                    bodies.Add(new SkeletonBody(values));
            }

            yield return new SkeletonFrame(bodies, frame);
        }
    }

    private static bool IsThere(ReadOnlySpan<float> body, int channels)
    {
        for (var joint = 0; joint < body.Length; joint += channels)
        {
            if (BodyExtent.IsFound(body.Slice(joint, channels)))
                return true;
        }

        return false;
    }
}
