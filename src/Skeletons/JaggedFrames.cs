using System.Numerics;

namespace MsMclr.MLNet.Skeletons;

/// <summary>Frames as arrays of arrays, made into one row of numbers.</summary>
internal static class JaggedFrames
{
    public static SkeletonRecording Read<T>(IReadOnlyList<T[]?[]?[]?> frames)
        where T : IBinaryFloatingPointIeee754<T>
    {
        var bodies = 0;
        T[]?[]? first = null;
        foreach (var frame in frames)
        {
            bodies = Math.Max(bodies, frame?.Length ?? 0);
            first ??= Array.Find(frame ?? [], body => body is { Length: > 0 });
        }

        var joints = first?.Length ?? 0;
        var channels = first?[0]?.Length ?? 0;
        if (joints == 0 || channels == 0)
            throw new ArgumentException($"None of {frames.Count} frames has a body with joints.", nameof(frames));
        var values = new float[checked(frames.Count * bodies * joints * channels)];
        for (var frame = 0; frame < frames.Count; frame++)
        {
            for (var body = 0; body < (frames[frame]?.Length ?? 0); body++)
            {
                var length = joints * channels;
                var target = values.AsSpan(((frame * bodies) + body) * length, length);
                if (frames[frame]![body] is { Length: > 0 } found)
                    Copy(found, target, joints, $"Frame {frame}, body {body}");
            }
        }

        return new SkeletonRecording { Values = values, Bodies = bodies, Joints = joints, Channels = channels };
    }

    private static void Copy<T>(T[]?[] body, Span<float> target, int joints, string place)
        where T : IBinaryFloatingPointIeee754<T>
    {
        if (body.Length != joints)
            throw new ArgumentException($"{place} has {body.Length} joints; the first body has {joints}.");
        var channels = target.Length / joints;
        for (var joint = 0; joint < joints; joint++)
        {
            var values = body[joint] ?? [];
            if (values.Length != channels)
            {
                throw new ArgumentException(
                    $"{place}, joint {joint} has {values.Length} values; the first joint has {channels}. A joint that was not found is "
                    + "NaN.");
            }

            for (var channel = 0; channel < channels; channel++)
                target[(joint * channels) + channel] = float.CreateTruncating(values[channel]);
        }
    }
}
