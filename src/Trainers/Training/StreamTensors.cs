using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Training;

/// <summary>Makes a stream of a batch <c>[N, C, T, V, M]</c> after augmentation (method, section 2.3), on the batch's device.</summary>
internal static class StreamTensors
{
    /// <summary>The stream as a network sees it: what is missing (NaN) is 0.</summary>
    public static Tensor WithoutMissing(Tensor clips, SkeletonStream stream, SkeletonLayout layout)
        => Of(clips, stream, layout).nan_to_num(nan: 0, posinf: double.PositiveInfinity, neginf: double.NegativeInfinity);

    public static Tensor Of(Tensor clips, SkeletonStream stream, SkeletonLayout layout)
    {
        switch (stream)
        {
            case SkeletonStream.Bone:
                using (var parents = tensor(layout.Parents.Select(parent => (long)parent).ToArray(), device: clips.device))
                    return clips - clips.index_select(3, parents);
            case SkeletonStream.Motion:
                var frames = clips.shape[2];
                return Concatenation.Of(
                    2, clips.narrow(2, 1, frames - 1) - clips.narrow(2, 0, frames - 1), zeros_like(clips.narrow(2, 0, 1)));
            case SkeletonStream.Stacked:
                return Concatenation.Of(
                    1, clips, Of(clips, SkeletonStream.Bone, layout), Of(clips, SkeletonStream.Motion, layout));
            default:
                return clips;
        }
    }
}
