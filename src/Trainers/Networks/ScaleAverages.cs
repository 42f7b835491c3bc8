using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>The means over joints that make the two coarser scales: parts and regions of the body.</summary>
internal sealed class ScaleAverages(SkeletonLayout layout, Device device) : IDisposable
{
    /// <summary>Gets the means over the layout's parts.</summary>
    public JointAverages Parts { get; } = new(layout.Parts, layout.JointCount, device);

    /// <summary>Gets the means over its regions.</summary>
    public JointAverages Regions { get; } = new(layout.Regions, layout.JointCount, device);

    public void Dispose()
    {
        Parts.Dispose();
        Regions.Dispose();
    }
}
