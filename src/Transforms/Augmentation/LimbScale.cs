using System.Numerics.Tensors;
using MsMclr.MLNet.Transforms.Augmentation;

namespace MsMclr.MLNet;

/// <summary>
/// Gives bodies other proportions: the bones of trunk, arms and legs (the regions of <see cref="SkeletonLayout.Regions"/>, both sides
/// as one) are each multiplied by a factor, drawn once for each body of a clip from U(<see cref="MinFactor"/>, <see cref="MaxFactor"/>).
/// What hangs from a bone moves along, and no angle changes (as in SLiM; not part of the paper's views).
/// </summary>
/// <remarks>
/// The layout's center stays where it is. A joint that is missing (NaN) stays so; what hangs from it moves as the joint before it does.
/// </remarks>
public sealed record LimbScale : SkeletonAugmentation
{
    /// <summary>Gets the smallest factor.</summary>
    /// <value>Default 0.85.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 100.</exception>
    public double MinFactor
    {
        get;
        init
        {
            FactorRange.Check(value, nameof(LimbScale), nameof(MinFactor));
            field = value;
        }
    } = 0.85;

    /// <summary>Gets the largest factor.</summary>
    /// <value>Default 1.15.</value>
    /// <exception cref="ArgumentOutOfRangeException">Not above 0, or above 100.</exception>
    public double MaxFactor
    {
        get;
        init
        {
            FactorRange.Check(value, nameof(LimbScale), nameof(MaxFactor));
            field = value;
        }
    } = 1.15;

    /// <inheritdoc/>
    public override void Apply(in SkeletonClip clip, ref AugmentationRandom random)
    {
        Span<float> factors = stackalloc float[LimbTree.Of(clip.Layout).LimbCount * clip.Shape.Bodies];
        foreach (ref var factor in factors)
            factor = (float)random.NextUniform(MinFactor, MaxFactor);
        Scale(clip.OfCoordinates(), factors);
    }

    /// <summary>Scales by factors <c>[M, limbs]</c>.</summary>
    internal static void Scale(in SkeletonClip clip, ReadOnlySpan<float> factors)
    {
        var tree = LimbTree.Of(clip.Layout);
        var bodies = clip.Shape.Bodies;
        var frame = clip.Shape.Joints * bodies;
        Span<float> growths = stackalloc float[frame];
        for (var i = 0; i < frame; i++)
            growths[i] = factors[(i % bodies * tree.LimbCount) + tree.LimbOf[i / bodies]] - 1;
        var moves = clip.Scratch[..frame]; // How far each joint of a frame goes along one axis.
        moves.Slice(clip.Layout.Center * bodies, bodies).Clear();
        for (var at = 0; at < clip.Values.Length; at += frame)
        {
            var places = clip.Values.Slice(at, frame);
            FindMoves(tree, bodies, places, growths, moves);
            TensorPrimitives.Add(places, moves, places);
        }
    }

    private static void FindMoves(LimbTree tree, int bodies, ReadOnlySpan<float> places, ReadOnlySpan<float> growths, Span<float> moves)
    {
        foreach (var (joint, parent) in tree.Outward)
        {
            for (var body = 0; body < bodies; body++)
            {
                var child = (joint * bodies) + body;
                var hanger = (parent * bodies) + body;
                var growth = growths[child] * (places[child] - places[hanger]);
                moves[child] = moves[hanger] + (float.IsNaN(growth) ? 0 : growth);
            }
        }
    }
}
