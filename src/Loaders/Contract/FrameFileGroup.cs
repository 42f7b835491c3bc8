using Microsoft.ML.Data;

namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>The files that are the frames of one clip.</summary>
/// <param name="Source">Where they are.</param>
/// <param name="Files">Which they are, in the order of their numbers.</param>
internal sealed record FrameFileGroup(IMultiStreamSource Source, IReadOnlyList<int> Files);
