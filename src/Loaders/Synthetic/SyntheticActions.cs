using System.Collections.Immutable;
using static MsMclr.MLNet.Loaders.Synthetic.CurveShape;
using static MsMclr.MLNet.Loaders.Synthetic.Dof;
using static MsMclr.MLNet.Loaders.Synthetic.SyntheticAction;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>The twenty actions.</summary>
/// <remarks>
/// Neighbors in the table share a pose and differ in a detail of motion, in the hand that moves, or in its direction in time.
/// </remarks>
internal static class SyntheticActions
{
    private static readonly Curve[] ArmUp =
    [
        new(ShoulderFlexRight, Hold, 70), new(ShoulderTwistRight, Hold, 35), new(ElbowRight, Hold, 115),
    ];

    private static readonly Curve[] Waving =
    [
        new(ShoulderFlexRight, Hold, 60), new(ShoulderSpreadRight, Hold, 50), new(ElbowRight, Hold, 70),
    ];

    private static readonly Curve[] HandsTogether =
    [
        new(ShoulderFlexLeft, Hold, 45), new(ShoulderFlexRight, Hold, 45),
        new(ShoulderTwistLeft, Hold, 40), new(ShoulderTwistRight, Hold, 40),
        new(ElbowLeft, Hold, 75), new(ElbowRight, Hold, 75),
    ];

    private static readonly Curve[] Sitting =
    [
        new(Up, Ramp, -0.38), new(Forward, Ramp, -0.18),
        new(HipFlexLeft, Ramp, 82), new(HipFlexRight, Ramp, 82), new(KneeLeft, Ramp, 86), new(KneeRight, Ramp, 86),
        new(Lean, Pulse, 28),
    ];

    private static readonly Curve[] KneesBent =
    [
        new(HipFlexLeft, Pulse, 55), new(HipFlexRight, Pulse, 55), new(KneeLeft, Pulse, 75), new(KneeRight, Pulse, 75),
        new(Up, Pulse, -0.16),
    ];

    private static readonly Curve[] Walking =
    [
        new(HipFlexLeft, Wave, 24, 2.5), new(HipFlexRight, Wave, -24, 2.5),
        new(KneeLeft, Pulse, 40, 2.5, 0.2), new(KneeRight, Pulse, 40, 2.5, 0.7),
        new(ShoulderFlexLeft, Wave, -20, 2.5), new(ShoulderFlexRight, Wave, 20, 2.5), new(Forward, Ramp, 0.75),
    ];

    private static readonly Curve[] Embrace =
    [
        new(ShoulderFlexLeft, Hold, 66), new(ShoulderFlexRight, Hold, 62),
        new(ShoulderTwistLeft, Hold, 30), new(ShoulderTwistRight, Hold, 30),
        new(ElbowLeft, Hold, 48), new(ElbowRight, Hold, 52),
        new(Forward, Hold, 0.16), new(Lean, Hold, 8),
    ];

    private static readonly Curve[] HandShake =
    [
        new(ShoulderFlexRight, Hold, 48), new(ElbowRight, Hold, 42), new(ElbowRight, Wave, 8, 4),
    ];

    private static IEnumerable<Curve> WavingLeft => Waving.Select(curve => curve.Mirrored());

    /// <summary>Gets all of them, in label order.</summary>
    public static ImmutableArray<SyntheticAction> All { get; } =
    [
        One("drink", eitherHand: true,
            [.. ArmUp, new(HeadNod, Pulse, -18, 1.5), new(ElbowRight, Pulse, 18, 1.5), new(WristRight, Pulse, 25, 1.5)]),
        One("phone call", eitherHand: true,
            [.. ArmUp, new(ShoulderSpreadRight, Hold, 16), new(HeadTilt, Hold, -9), new(Turn, Wave, 7, 1)]),
        One("wipe face", eitherHand: true,
            [.. ArmUp, new(ElbowRight, Wave, 9, 4), new(ShoulderTwistRight, Wave, 10, 4)]),
        One("wave left hand", eitherHand: false,
            [.. WavingLeft, new(ShoulderTwistLeft, Wave, 28, 4), new(WristLeft, Wave, 20, 4)]),
        One("wave right hand", eitherHand: false,
            [.. Waving, new(ShoulderTwistRight, Wave, 28, 4), new(WristRight, Wave, 20, 4)]),
        One("clap", eitherHand: false,
            [.. HandsTogether, new(ShoulderTwistLeft, Wave, 16, 5), new(ShoulderTwistRight, Wave, 16, 5)]),
        One("rub hands", eitherHand: false,
            [.. HandsTogether, new(ElbowLeft, Wave, 11, 5), new(ElbowRight, Wave, -11, 5)]),
        One("sit down", eitherHand: false, Sitting),
        One("stand up", eitherHand: false, Sitting) with { Backwards = true },
        One("kick left", eitherHand: false,
        [
            new(HipFlexLeft, Pulse, 62, 1, 0, 4), new(KneeLeft, Pulse, 50, 1, 0.18, 3),
            new(Lean, Pulse, -9), new(ShoulderFlexRight, Pulse, 18),
        ]),
        One("kick right", eitherHand: false,
        [
            new(HipFlexRight, Pulse, 62, 1, 0, 4), new(KneeRight, Pulse, 50, 1, 0.18, 3),
            new(Lean, Pulse, -9), new(ShoulderFlexLeft, Pulse, 18),
        ]),
        One("bow", eitherHand: false,
            [new(Lean, Pulse, 38), new(SpineBend, Pulse, 20), new(HeadNod, Pulse, 18)]),
        One("pick up", eitherHand: true,
            [.. KneesBent, new(Lean, Pulse, 48), new(SpineBend, Pulse, 22), new(ShoulderFlexRight, Pulse, 55)]),
        One("jump", eitherHand: false,
        [
            .. KneesBent, new(Up, Pulse, 0.30, 1, 0.35, 6),
            new(ShoulderFlexLeft, Pulse, 60, 1, 0.3), new(ShoulderFlexRight, Pulse, 60, 1, 0.3),
        ]),
        Two("push", distance: 0.75, eitherHand: false,
            actor:
            [
                new(ShoulderFlexLeft, Pulse, 75, 1, 0, 3), new(ShoulderFlexRight, Pulse, 75, 1, 0, 3),
                new(ElbowLeft, Wave, 30), new(ElbowRight, Wave, 30), new(Lean, Pulse, 10),
            ],
            partner: [new(Lean, Pulse, -12, 1, -0.1), new(Forward, Ramp, -0.16)]),
        Two("punch", distance: 0.75, eitherHand: true,
            actor:
            [
                new(ShoulderFlexRight, Pulse, 80, 1, 0, 3), new(ElbowRight, Wave, 40),
                new(SpineTwist, Pulse, 14), new(Lean, Pulse, 8),
            ],
            partner: [new(Lean, Pulse, -11, 1, -0.1), new(HeadTurn, Pulse, 14, 1, -0.1), new(Forward, Ramp, -0.12)]),
        Two("shake hands", distance: 0.85, eitherHand: false, HandShake, HandShake),
        Two("hug", distance: 0.62, eitherHand: false, Embrace, Embrace),
        Two("walk towards", distance: 2.3, eitherHand: false, Walking, Walking),
        Two("walk apart", distance: 2.3, eitherHand: false, Walking, Walking) with { Backwards = true },
    ];
}
