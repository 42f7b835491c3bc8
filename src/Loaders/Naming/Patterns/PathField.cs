namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>What a part of a path tells of a clip.</summary>
internal enum PathField
{
    Label,
    Subject,
    Camera,
    Setup,
    Replication,
    Name,
}
