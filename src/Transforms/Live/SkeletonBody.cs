namespace MsMclr.MLNet;

/// <summary>A person in a frame, as a tracker gives them.</summary>
/// <param name="Values">Gets <c>V * C</c> values, joint after joint. A joint that was not found is NaN. They are copied when the frame is
/// pushed.</param>
/// <param name="Id">Gets the id that the tracker gave this person, the same in every frame. Null, 0 and <see cref="ulong.MaxValue"/> (-1)
/// stand for none.</param>
public readonly record struct SkeletonBody(ReadOnlyMemory<float> Values, ulong? Id = null)
{
    internal bool HasId => Id is not (null or 0 or ulong.MaxValue);
}
