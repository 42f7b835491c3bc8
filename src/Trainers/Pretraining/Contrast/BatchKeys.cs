using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Pretraining.Contrast;

/// <summary>What the key encoder makes of a batch, or of a group of its clips.</summary>
/// <param name="Clips">A unit row for each clip, <c>[N, P]</c>.</param>
/// <param name="Parts">A unit row for each part, <c>[S * G, N, P]</c>; null where parts are not contrasted.</param>
internal sealed record BatchKeys(Tensor Clips, Tensor? Parts) : IDisposable
{
    public void Dispose()
    {
        Clips.Dispose();
        Parts?.Dispose();
    }
}
