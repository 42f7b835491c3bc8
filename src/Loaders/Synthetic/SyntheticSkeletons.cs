using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Synthetic;

namespace MsMclr.MLNet;

/// <summary>
/// Made-up recordings: a parametric body of 25 joints performs twenty actions, six of them between two people, seen by three
/// cameras. Everything runs on them with nothing downloaded; no number on them says anything about real data.
/// </summary>
/// <remarks>
/// People differ in bone lengths, posture, reach, tempo and preferred hand; repetitions in amplitude, timing and sway; cameras in
/// viewpoint, noise, shaking joints and bodies lost for some frames. Actions come in groups that share a pose and differ in motion,
/// so no simple method comes near 100 %. Clips are numbered as in NTU RGB+D, so <see cref="NtuProtocol"/> applies. By default the
/// recordings are controlled. <see cref="Options.Unconstrained"/> poses what real recordings pose.
/// </remarks>
public static partial class SyntheticSkeletons
{
    /// <summary>Gets the actions, in the order of the <c>Label</c> key.</summary>
    public static ImmutableArray<string> Actions { get; } = [.. SyntheticAction.All.Select(action => action.Name)];
}
