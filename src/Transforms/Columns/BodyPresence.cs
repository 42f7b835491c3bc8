namespace MsMclr.MLNet.Transforms.Columns;

/// <summary>
/// Tells which bodies of a prepared clip <c>[C, T, V, M]</c> are there. Those that are not have zeros for coordinates, or missing ones.
/// </summary>
internal static class BodyPresence
{
    /// <summary>
    /// Whether a body has a coordinate that is a number other than 0. Coordinates of the <paramref name="bodies"/> alternate.
    /// </summary>
    public static bool IsPresent(ReadOnlySpan<float> clip, int body, int bodies)
    {
        for (var at = body; at < clip.Length; at += bodies)
        {
            // Neither 0 nor NaN.
            if (MathF.Abs(clip[at]) > 0)
                return true;
        }

        return false;
    }
}
