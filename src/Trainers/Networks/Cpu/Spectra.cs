namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>The spectra of a batch, <c>[P, rows, V, C]</c>, between the gradient of the inputs and that of the weights.</summary>
/// <param name="Inputs">Of the convolution's inputs.</param>
/// <param name="Gradients">Of the gradients of its outputs.</param>
/// <param name="Rows">The rows of the batch.</param>
internal sealed record Spectra(NativeFloats Inputs, NativeFloats Gradients, int Rows);
