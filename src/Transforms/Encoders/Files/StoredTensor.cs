namespace MsMclr.MLNet.Transforms.Encoders.Files;

/// <summary>A tensor of a weight file: what it is, and how to get its values, which are not read before somebody wants them.</summary>
/// <param name="Type">What it is stored as.</param>
/// <param name="Shape">Its shape; no size is negative.</param>
/// <param name="Read">Gives the values as float32, row-major. Only for a type of floating point.</param>
internal sealed record StoredTensor(ElementType Type, long[] Shape, Func<float[]> Read);

/// <summary>What a weight file holds.</summary>
/// <param name="Metadata">Texts that describe it; empty for files of PyTorch.</param>
/// <param name="Tensors">The tensors, by name.</param>
internal sealed record WeightFile(IReadOnlyDictionary<string, string> Metadata, IReadOnlyDictionary<string, StoredTensor> Tensors);
