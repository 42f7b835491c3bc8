namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>A body in a frame: which frame, its place among the bodies of that frame, and the id it has in the file.</summary>
internal readonly record struct BodyFrame(int Frame, int Place, ulong Id);
