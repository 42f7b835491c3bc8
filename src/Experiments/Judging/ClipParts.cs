using Microsoft.ML;

namespace MsMclr.MLNet.Experiments.Judging;

/// <summary>Clips to learn from and clips to judge by, prepared or embedded.</summary>
internal sealed record ClipParts(IDataView Train, IDataView Test);
