using System.Buffers;
using System.Numerics;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>
/// Clips: who does what, how, and what the camera makes of it. Each is a function of seed, subject, action, replication and camera.
/// </summary>
internal sealed class SyntheticPerformance(int seed, int minFrames, int maxFrames)
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
        var actor = new SyntheticRole(seed, info.Subject, action.Actor, action.EitherHand, ref random);
        var partner = action.HasPartner ? new SyntheticRole(seed, info.Subject + 1_000, action.Partner, false, ref random) : null;
        var middle = (minFrames + maxFrames) / 2.0;
        var length = random.Normal(middle * actor.Tempo, (maxFrames - minFrames) / 7.0);
        var frames = (int)Math.Clamp(Math.Round(length), minFrames, maxFrames);
        // Draws are in this order, whatever is done with them: another order would be other clips.
        var begin = random.Uniform(-0.05, 0.2);
        var end = random.Uniform(0.8, 1.05);
        var facing = random.Normal(0, 14);
        var distance = action.Distance * Math.Exp(random.Normal(0, 0.1));
        var lag = random.Normal(0.03, 0.03);
        var drift = random.Normal(0, 10);
        var sensor = ClipRandom.Of(seed, "camera", info.Subject, info.Label, info.Replication, info.Camera);
        var camera = new SyntheticCamera(info.Camera, frames, partner is not null, ref sensor);

        var values = ArrayPool<float>.Shared.Rent(frames * FrameValues);
        values.AsSpan(0, frames * FrameValues).Clear();
        Span<Vector3> joints = stackalloc Vector3[Joints];
        for (var frame = 0; frame < frames; frame++)
        {
            var time = frame / (double)FrameRate;
            var part = frame / (frames - 1.0);
            var moment = (part - begin) / (end - begin);
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
