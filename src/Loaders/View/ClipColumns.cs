namespace MsMclr.MLNet.Loaders.View;

/// <summary>The names of the columns that loaders make.</summary>
internal static class ClipColumns
{
    public const string Clip = "Clip";
    public const string Label = "Label";
    public const string Name = "Name";
    public const string Subject = "Subject";
    public const string Camera = "Camera";
    public const string Setup = "Setup";
    public const string Replication = "Replication";
    public const string FrameRate = "FrameRate";
}
