using MsMclr.MLNet.Cli.Inspect.Facts;

namespace MsMclr.MLNet.Cli.Inspect;

/// <summary>What was found out about recordings.</summary>
/// <param name="Inspection">The facts.</param>
/// <param name="Picture">A clip as SVG; null where none was wanted, or nobody is in one.</param>
/// <param name="Clips">How many clips were read.</param>
internal sealed record RecordingsFound(Inspection Inspection, string? Picture, int Clips = 0);
