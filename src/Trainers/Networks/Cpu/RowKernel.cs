namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>Writes or reads <c>[V, T, C]</c> of one row of the batch.</summary>
internal unsafe delegate void RowKernel(int row, float* values);
