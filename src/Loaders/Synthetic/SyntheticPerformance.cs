using System.Buffers;
using System.Numerics;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>
/// Clips: who does what, how, and what the camera makes of it. Each is a function of seed, subject, action, replication and camera.
/// </summary>
internal sealed class SyntheticPerformance(int seed, SyntheticConditions conditions)
{
    /// <summary>Frames a second.</summary>
    public const int FrameRate = 30;

    private const int Joints = 25;
    private const int BodyValues = Joints * SyntheticSource.Channels;
    private const int FrameValues = SyntheticSource.Bodies * BodyValues;

    /// <summary>Plays a clip into a rented array, <c>[T, M, V, C]</c>.</summary>
    public LoadedClip Play(ClipInfo info)
    {
        var action = SyntheticAction.All[(int)info.Label - 1];
        var random = ClipRandom.Of(seed, "performance", info.Subject, info.Label, info.Replication);
        var actor = new SyntheticRole(seed, conditions, info, info.Subject, action.Actor, action.EitherHand, ref random);
        var partner = action.HasPartner
            ? new SyntheticRole(seed, conditions, info, info.Subject + 1_000, action.Partner, mayChangeHands: false, ref random)
            : null;
        // Draws are in this order, whatever is done with them: another order would be other clips.
        var idle = ClipRandom.Of(seed, "span", info.Subject, info.Label, info.Replication);
        var span = ActionSpan.Draw(conditions, actor.Tempo, ref random, ref idle);
        var frames = span.Frames;
        var facing = random.Normal(0, conditions.FacingDeviation);
        var distance = action.Distance * Math.Exp(random.Normal(0, 0.1));
        var lag = random.Normal(0.03, 0.03);
        var drift = random.Normal(0, 10);
        var sensor = ClipRandom.Of(seed, "camera", info.Subject, info.Label, info.Replication, info.Camera);
        var camera = new SyntheticCamera(seed, conditions, info, frames, partner is not null, ref sensor);

        var values = ArrayPool<float>.Shared.Rent(frames * FrameValues);
        values.AsSpan(0, frames * FrameValues).Clear();
        Span<Vector3> joints = stackalloc Vector3[Joints];
        for (var frame = 0; frame < frames; frame++)
        {
            var time = frame / (double)FrameRate;
            var part = frame / (frames - 1.0);
            var moment = (part - span.Begin) / (span.End - span.Begin);
            var actorMoment = action.Backwards ? 1 - moment : moment;
            var partnerMoment = action.Backwards ? 1 - moment + lag : moment - lag;
            // People who act together stand across the view, and face one another.
            var turned = facing + (drift * (part - 0.5)) + (partner is null ? 0 : 90);
            var turn = Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)(turned * Math.PI / 180));
            var forward = Vector3.Transform(Vector3.UnitZ, turn);
            var actorPlace = partner is null ? default : forward * (float)(-distance / 2);
            var partnerPlace = forward * (float)(distance / 2);
            var target = values.AsSpan(frame * FrameValues, FrameValues);

            actor.Pose(actorMoment, time, actorPlace, turned, joints);
            camera.See(joints, 0, frame, target[..BodyValues], ref sensor);
            if (partner is null)
                continue;
            partner.Pose(partnerMoment, time, partnerPlace, turned + 180, joints);
            camera.See(joints, 1, frame, target[BodyValues..], ref sensor);
        }

        return new LoadedClip(info, values, frames * FrameValues);
    }
}
