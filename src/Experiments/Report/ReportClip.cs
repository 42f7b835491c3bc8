namespace MsMclr.MLNet;

/// <summary>A clip to be shown in motion.</summary>
/// <param name="Title">What stands below the picture.</param>
/// <param name="Group">Clips of one group stand side by side and play together.</param>
/// <param name="Frames">[T, M, V, 3], any unit; an absent body is all zeros.</param>
public sealed record ReportClip(string Title, string Group, float[,,,] Frames);
