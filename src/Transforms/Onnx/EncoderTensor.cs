namespace MsMclr.MLNet.Transforms.Onnx;

/// <summary>A weight: its shape and its values, row-major.</summary>
internal readonly record struct EncoderTensor(long[] Shape, float[] Values);
