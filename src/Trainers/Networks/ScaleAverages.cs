using System.Collections.Concurrent;
using MsMclr.MLNet.Transforms.Encoders.Readout;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Trainers.Networks;

/// <summary>The means over joints of a layout: parts and regions of the body, and parts in segments of time. Owns them.</summary>
internal sealed class ScaleAverages(SkeletonLayout layout, Device device) : IDisposable
{
    private readonly ConcurrentDictionary<(int Frames, int Segments), Lazy<Tensor>> _ofParts = [];

    /// <summary>Gets the means over the layout's parts.</summary>
    public JointAverages Parts { get; } = new(layout.Parts, layout.JointCount, device);

    /// <summary>Gets the means over its regions.</summary>
    public JointAverages Regions { get; } = new(layout.Regions, layout.JointCount, device);

    /// <summary>
    /// Gets the means over all joints and frames, and over each part in each of equal segments of time, of <c>[V * T, D]</c>: a matrix
    /// <c>[1 + S * parts, V * T]</c>.
    /// </summary>
    public Tensor OfParts(int frames, int segments)
        => _ofParts.GetOrAdd((frames, segments), key => new(() => Matrix(key.Frames, key.Segments))).Value;

    public void Dispose()
    {
        Parts.Dispose();
        Regions.Dispose();
        foreach (var matrix in _ofParts.Values)
            matrix.Value.Dispose();
    }

    private Tensor Matrix(int frames, int segments)
    {
        var joints = layout.JointCount;
        var matrix = new float[1 + (segments * layout.Parts.Length), joints * frames];
        Fill(matrix, 0, [.. Enumerable.Range(0, joints)], new(0, frames), frames);
        var row = 1;
        foreach (var segment in FrameRange.Divide(frames, segments))
        {
            foreach (var part in layout.Parts)
                Fill(matrix, row++, part.Joints, segment, frames);
        }

        return tensor(matrix, device: device).DetachFromDisposeScope();
    }

    private static void Fill(float[,] matrix, int row, IReadOnlyList<int> joints, FrameRange range, int frames)
    {
        var share = 1f / (joints.Count * (range.End - range.First));
        foreach (var joint in joints)
        {
            for (var t = range.First; t < range.End; t++)
                matrix[row, (joint * frames) + t] = share;
        }
    }
}
