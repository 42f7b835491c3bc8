namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>A body in a frame.</summary>
/// <param name="Frame">The number of the frame, or which of the times it is.</param>
/// <param name="Id">The body's id; null where it has none.</param>
internal readonly record struct CsvBody(long Frame, ulong? Id);
