using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>An action: what the acting person's joints do, and in actions of two what the partner does.</summary>
/// <param name="Name">What the action is called.</param>
/// <param name="Actor">What the acting person does.</param>
/// <param name="Partner">What the partner does; empty in actions of one.</param>
/// <param name="EitherHand">Whether people use the hand that they prefer.</param>
/// <param name="Backwards">Whether the curves are played from their end to their beginning.</param>
/// <param name="Distance">How far apart two people stand, in meters; 0 in actions of one.</param>
internal sealed record SyntheticAction(
    string Name,
    ImmutableArray<Curve> Actor,
    ImmutableArray<Curve> Partner,
    bool EitherHand = false,
    bool Backwards = false,
    double Distance = 0)
{
    /// <summary>Gets all of them, in label order.</summary>
    public static ImmutableArray<SyntheticAction> All => SyntheticActions.All;

    public bool HasPartner => Distance > 0;

    public static SyntheticAction One(string name, bool eitherHand, IEnumerable<Curve> actor)
        => new(name, [.. actor], [], eitherHand);

    public static SyntheticAction Two(
        string name,
        double distance,
        bool eitherHand,
        IEnumerable<Curve> actor,
        IEnumerable<Curve> partner)
        => new(name, [.. actor], [.. partner], eitherHand, Distance: distance);
}
