using System.Buffers;
using System.Numerics;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>One clip: who does what, how, and what the camera makes of it. A function of (seed, subject, action, replication, camera).</summary>
internal static class SyntheticPerformance
{
    private const int Joints = 25;
    private const int Bodies = 2;
    private const int BodyValues = Joints * 3;

    /// <summary>Plays a clip into a rented array, <c>[T, M, V, C]</c>.</summary>
    public static LoadedClip Play(int seed, int minFrames, int maxFrames, ClipInfo info)
    {
        var action = SyntheticAction.All[(int)info.Label - 1];
        var random = ClipRandom.Of(seed, "performance", info.Subject, info.Label, info.Replication);
        var actor = new SyntheticRole(seed, info.Subject, action.Actor, action.EitherHand, ref random);
        var partner = action.HasPartner ? new SyntheticRole(seed, info.Subject + 1_000, action.Partner, false, ref random) : null;
        var middle = (minFrames + maxFrames) / 2.0;
        var frames = (int)Math.Clamp(Math.Round(random.Normal(middle * actor.Tempo, (maxFrames - minFrames) / 7.0)), minFrames, maxFrames);
        var (begin, end) = (random.Uniform(-0.05, 0.2), random.Uniform(0.8, 1.05));
        var (facing, distance, lag) = (random.Normal(0, 14), action.Distance * Math.Exp(random.Normal(0, 0.1)), random.Normal(0.03, 0.03));
        var drift = random.Normal(0, 10);
        var sensor = ClipRandom.Of(seed, "camera", info.Subject, info.Label, info.Replication, info.Camera);
        var camera = new SyntheticCamera(info.Camera, frames, partner is not null, ref sensor);

        var length = frames * Bodies * BodyValues;
        var values = ArrayPool<float>.Shared.Rent(length);
        values.AsSpan(0, length).Clear();
        Span<Vector3> joints = stackalloc Vector3[Joints];
        for (var frame = 0; frame < frames; frame++)
        {
            var time = frame / 30.0;
            var clip = frame / (frames - 1.0);
            var moment = (clip - begin) / (end - begin);
            var turned = facing + (drift * (clip - 0.5)) + (partner is null ? 0 : 90);
            var at = values.AsSpan(frame * Bodies * BodyValues, Bodies * BodyValues);
            var forward = Vector3.Transform(Vector3.UnitZ, Quaternion.CreateFromAxisAngle(Vector3.UnitY, (float)(turned * Math.PI / 180)));
            actor.Pose(action.Backwards ? 1 - moment : moment, time, partner is null ? default : forward * (float)(-distance / 2), turned, joints);
            camera.See(joints, 0, frame, at[..BodyValues], ref sensor);
            if (partner is null)
                continue;
            partner.Pose(action.Backwards ? 1 - moment + lag : moment - lag, time, forward * (float)(distance / 2), turned + 180, joints);
            camera.See(joints, 1, frame, at[BodyValues..], ref sensor);
        }

        return new LoadedClip(info, values, length);
    }
}
