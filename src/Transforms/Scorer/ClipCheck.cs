using System.Globalization;
using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Scorer;

/// <summary>Refuses what is no clip that a model could make something of, or fills in what the options allow.</summary>
internal sealed class ClipCheck(ScoredShape shape, SkeletonScorer.Options options)
{
    private const float SmallestInMeters = 0.1f;
    private const float LargestInMeters = 10;

    // Preparations and networks take squares of coordinates and add them. From about 1e19 on a square is no number.
    private const float LargestCoordinate = 1e18f;
    private readonly float _smallest = options.SmallestBody ?? (shape.IsInMeters ? SmallestInMeters : 0);
    private readonly float _largest = options.LargestBody ?? (shape.IsInMeters ? LargestInMeters : float.PositiveInfinity);

    /// <summary>The clip as the model is to see it; null where nobody is in it and the options have an answer for that.</summary>
    /// <exception cref="SkeletonClipException">It is refused.</exception>
    public ReadOnlyMemory<float>? Checked(ReadOnlyMemory<float> clip)
    {
        var rest = clip.Length % shape.FrameLength;
        if (rest != 0 && !options.DropPartialFrame)
        {
            throw Refused(
                SkeletonClipFault.PartialFrame,
                $"The clip has {clip.Length} values, which is no whole number of frames: a frame has M * V * C = {shape.Bodies} * "
                + $"{shape.Layout.JointCount} * {shape.Channels} = {shape.FrameLength}. Set DropPartialFrame to leave the rest out.");
        }

        clip = Scaled(clip[..^rest]);
        CheckFinite(clip.Span);
        if (!HasSomebody(clip.Span))
        {
            if (options.LabelOfNobody is not null)
                return null;
            var what = clip.IsEmpty ? "it has no frame" : "every coordinate is 0, or missing";
            throw Refused(SkeletonClipFault.NobodyInView, $"Nobody is in the clip: {what}. Set LabelOfNobody to answer such clips.");
        }

        CheckSize(clip.Span);
        return clip;
    }

    private ReadOnlyMemory<float> Scaled(ReadOnlyMemory<float> clip)
    {
        if (options.CoordinateFactor == 1)
            return clip;
        var scaled = clip.ToArray();
        for (var joint = 0; joint < scaled.Length; joint += shape.Channels)
        {
            var coordinates = scaled.AsSpan(joint, shape.Coordinates);
            TensorPrimitives.Multiply(coordinates, options.CoordinateFactor, coordinates);
        }

        return scaled;
    }

    private void CheckFinite(ReadOnlySpan<float> clip)
    {
        var skipped = 0;
        int found;
        while ((found = clip[skipped..].IndexOfAnyExceptInRange(-LargestCoordinate, LargestCoordinate)) >= 0)
        {
            var at = skipped + found;
            if (float.IsFinite(clip[at]))
                throw TooLarge(clip[at], at);
            if (!options.FillMissingJoints || !float.IsNaN(clip[at]))
                throw NotFinite(clip[at], at);
            skipped = at + 1;
        }
    }

    private SkeletonClipException NotFinite(float value, int at)
    {
        var remedy = float.IsNaN(value)
            ? "Set FillMissingJoints if it is a joint that was not found"
            : "Coordinates are finite numbers";
        return Refused(SkeletonClipFault.NotFinite, $"{Place(at)} is {Text(value)}. {remedy}.");
    }

    private SkeletonClipException TooLarge(float value, int at) => Refused(
        SkeletonClipFault.ImplausibleScale,
        FormattableString.Invariant($"{Place(at)} is {value:g3}. No coordinate is beyond {LargestCoordinate:g3}."));

    private string Place(int at)
    {
        var joint = at / shape.Channels;
        var body = joint / shape.Layout.JointCount;
        var name = shape.Layout.Joints[joint % shape.Layout.JointCount];
        return $"Frame {body / shape.Bodies}, body {body % shape.Bodies}, joint {name}: value {at % shape.Channels}";
    }

    private bool HasSomebody(ReadOnlySpan<float> clip)
    {
        for (var joint = 0; joint < clip.Length; joint += shape.Channels)
        {
            if (BodyExtent.IsFound(clip.Slice(joint, shape.Coordinates)))
                return true;
        }

        return false;
    }

    private void CheckSize(ReadOnlySpan<float> clip)
    {
        if (_smallest == 0 && float.IsPositiveInfinity(_largest))
            return;
        var size = BodyExtent.Median(clip, shape);
        if (size >= _smallest && size <= _largest)
            return;
        var unit = shape.IsInMeters ? " meters are expected; for millimeters set CoordinateFactor to 0.001." : "";
        throw Refused(
            SkeletonClipFault.ImplausibleScale,
            $"Bodies measure {Text(size)} in the clip, and {Text(_smallest)} to {Text(_largest)} are allowed:{unit} SmallestBody and "
            + "LargestBody set other bounds.");
    }

    private static SkeletonClipException Refused(SkeletonClipFault fault, string message) => new(fault, message);

    private static string Text(float value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
