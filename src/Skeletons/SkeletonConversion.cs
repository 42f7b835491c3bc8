using System.Collections.Immutable;
using MsMclr.MLNet.Skeletons;

namespace MsMclr.MLNet;

/// <summary>Turns bodies of one layout into bodies of another, joint by joint by name. Says which joints it has to guess.</summary>
/// <remarks>
/// Names that mean the same joint are taken as equal (Kinect v1 <c>HipCenter</c>, <c>Spine</c>, <c>ShoulderCenter</c> are Kinect v2
/// <c>SpineBase</c>, <c>SpineMid</c>, <c>SpineShoulder</c>). What the source does not have is guessed only when asked for: a hand where
/// only the wrist is known, a neck in the middle between shoulders and head; see <c>docs/layouts.md</c>. Immutable and thread-safe.
/// </remarks>
public sealed class SkeletonConversion
{
    private SkeletonConversion(SkeletonLayout source, SkeletonLayout target, ImmutableArray<JointSource> joints)
    {
        Source = source;
        Target = target;
        Joints = joints;
    }

    /// <summary>Gets the layout to convert from.</summary>
    public SkeletonLayout Source { get; }

    /// <summary>Gets the layout to convert to.</summary>
    public SkeletonLayout Target { get; }

    /// <summary>Gets, for each joint of <see cref="Target"/>, in order, where it comes from.</summary>
    public ImmutableArray<JointSource> Joints { get; }

    /// <summary>Gets the names of the joints that are guesses.</summary>
    public IEnumerable<string> Inferred => Joints.Zip(Target.Joints).Where(pair => pair.First.IsInferred).Select(pair => pair.Second);

    /// <summary>Finds the way from one layout to another.</summary>
    /// <param name="source">The layout to convert from.</param>
    /// <param name="target">The layout to convert to.</param>
    /// <param name="inferJoints">Whether joints that the source does not have may be guessed from their neighbors.</param>
    /// <returns>The conversion.</returns>
    /// <exception cref="ArgumentException">Joints are missing and may not, or cannot, be guessed; the message names them.</exception>
    public static SkeletonConversion Between(SkeletonLayout source, SkeletonLayout target, bool inferJoints = false)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        var sources = target.Joints.Select(joint => JointInference.Find(source, joint)).ToImmutableArray();
        var impossible = Names(joint => joint is null);
        if (impossible.Length > 0)
        {
            throw new ArgumentException(
                $"'{source.Name}' cannot become '{target.Name}': nothing in it tells where {impossible} would be.",
                nameof(target));
        }

        var guessed = Names(joint => joint is { IsInferred: true });
        if (!inferJoints && guessed.Length > 0)
        {
            throw new ArgumentException(
                $"'{source.Name}' has no {guessed}; set inferJoints to have them guessed from their neighbors.",
                nameof(inferJoints));
        }

        return new SkeletonConversion(source, target, [.. sources.Select(joint => joint!.Value)]);

        string Names(Func<JointSource?, bool> which) => string.Join(", ", target.Joints.Where((_, i) => which(sources[i])));
    }

    /// <summary>Converts a body.</summary>
    /// <param name="body">V * C values of the source layout, joint by joint.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <param name="converted">
    /// Takes V * C values of the target layout. A body of zeros stays zeros. A joint made of a missing one is missing (NaN).
    /// </param>
    /// <exception cref="ArgumentException">A length is not V * C.</exception>
    public void Convert(ReadOnlySpan<float> body, int channels, Span<float> converted)
        => Convert(body, channels, coordinates: channels, converted);

    /// <summary>Converts a body whose joints have scores beside their coordinates.</summary>
    /// <param name="body">V * C values of the source layout, joint by joint. The coordinates of a missing joint are NaN.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <param name="coordinates">How many of them are coordinates; those after them are scores.</param>
    /// <param name="converted">
    /// Takes V * C values of the target layout. A body of zeros stays zeros. A joint between two, of which one is missing, is missing:
    /// its coordinates are NaN and its scores 0.
    /// </param>
    /// <exception cref="ArgumentException">A length is not V * C.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are more coordinates than values, or none.</exception>
    public void Convert(ReadOnlySpan<float> body, int channels, int coordinates, Span<float> converted)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(coordinates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coordinates, channels);
        if (body.Length != Source.JointCount * channels)
            throw new ArgumentException($"{body.Length} values are not {Source.JointCount} joints of {channels}.", nameof(body));
        if (converted.Length != Target.JointCount * channels)
            throw new ArgumentException($"{converted.Length} values are not {Target.JointCount} joints of {channels}.", nameof(converted));
        for (var joint = 0; joint < Joints.Length; joint++)
        {
            var (first, second, _) = Joints[joint];
            for (var channel = 0; channel < channels; channel++)
            {
                var one = body[(first * channels) + channel];
                var other = body[(second * channels) + channel];
                converted[(joint * channels) + channel] = first == second ? one : (one + other) / 2;
            }

            var values = converted.Slice(joint * channels, channels);
            if (IsMissing(values[..coordinates]))
            {
                values[..coordinates].Fill(float.NaN);
                values[coordinates..].Clear();
            }
        }
    }

    private static bool IsMissing(ReadOnlySpan<float> coordinates)
    {
        foreach (var coordinate in coordinates)
        {
            if (float.IsNaN(coordinate))
                return true;
        }

        return false;
    }
}
