using MsMclr.MLNet.Trainers.Networks;
using MsMclr.MLNet.Trainers.Torch;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>What clips are compared by: their features, pooled and projected to unit rows <c>[N, P]</c>.</summary>
internal static class Projection
{
    public static Tensor Of(NetworkHead head, Tensor features, BodyRows rows)
        => UnitLength.Of(head.Project(NetworkHead.Pool(features, rows)), 1);
}
