namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The gradients of a batch on their way through one block.</summary>
/// <param name="Output">Of what went out, <c>[R, V, T', out]</c>.</param>
/// <param name="Graph">Of the normalized graph convolution, <c>[R, V, T, out]</c>.</param>
/// <param name="Input">Of what came in, <c>[R, V, T, in]</c>.</param>
internal sealed record RowGradients(NativeFloats Output, NativeFloats Graph, NativeFloats Input);
