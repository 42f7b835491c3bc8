namespace MsMclr.MLNet.Loaders.Naming.Tables;

/// <summary>What a row of a labels' file tells of a clip, or of all clips of a file.</summary>
/// <param name="Line">The line, 1-based.</param>
/// <param name="Values">At the places of the fields; null where the file has no such column.</param>
/// <param name="FrameRate">Frames a second; 0 where that is not told.</param>
/// <param name="Others">Columns of other names, by name.</param>
internal sealed record LabelsRow(long Line, string?[] Values, float FrameRate, IReadOnlyDictionary<string, string> Others);
