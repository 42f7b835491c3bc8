namespace MsMclr.MLNet.Loaders.Formats.Scores;

/// <summary>Joints that a detector did not find: their score, the last value of a joint, is 0.</summary>
internal static class UnseenJoints
{
    /// <summary>Makes them missing: NaN.</summary>
    /// <remarks>
    /// Tools that give no scores write 0 for all of them. Where every score of a body is 0, those joints alone are missing that have no
    /// coordinate either.
    /// </remarks>
    /// <param name="body">V * C values, joint by joint.</param>
    /// <param name="channels">C.</param>
    /// <returns>Whether any joint was found.</returns>
    public static bool Mark(Span<float> body, int channels)
    {
        var hasScores = false;
        for (var joint = 0; joint < body.Length; joint += channels)
            hasScores |= body[joint + channels - 1] > 0;
        var found = false;
        for (var joint = 0; joint < body.Length; joint += channels)
        {
            var values = body.Slice(joint, channels);
            var isMissing = hasScores ? !(values[^1] > 0) : !values[..^1].ContainsAnyExcept(0f);
            if (isMissing)
                values[..^1].Fill(float.NaN);
            found |= !values.Contains(float.NaN);
        }

        return found;
    }
}
