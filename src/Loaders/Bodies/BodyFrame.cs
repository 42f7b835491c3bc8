namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>A body in a frame.</summary>
/// <param name="Frame">Which frame of the clip, 0-based.</param>
/// <param name="Place">The body's place among the bodies of that frame.</param>
/// <param name="Id">The id that the body has in the file; its place where it has none.</param>
/// <param name="HasId">Whether the file gives an id.</param>
/// <param name="IsPlaced">Whether the place is the body's own in all frames, and no matter of the file's order.</param>
internal readonly record struct BodyFrame(int Frame, int Place, ulong Id, bool HasId = true, bool IsPlaced = false);
