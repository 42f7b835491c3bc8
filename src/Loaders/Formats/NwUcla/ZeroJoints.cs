namespace MsMclr.MLNet.Loaders.Formats.NwUcla;

/// <summary>Joints that the sensor did not find, which the data set's files have at the origin.</summary>
internal static class ZeroJoints
{
    /// <summary>
    /// Makes joints that are all zero missing, in bodies that have others. The root is missing in a frame only where it is not zero in all
    /// of them: such poses are relative to it.
    /// </summary>
    /// <param name="clip">The clip, three values a joint.</param>
    /// <param name="root">The joint that poses may be relative to.</param>
    public static void Mark(SkeletonClipBuilder clip, int root)
    {
        if (!HasZeroJoint(clip.Bodies))
            return;
        var isRelative = true;
        for (var number = 0; number < clip.BodyFrames.Length; number++)
            isRelative &= IsZero(clip.Body(number), root);
        for (var number = 0; number < clip.BodyFrames.Length; number++)
        {
            var body = clip.Body(number);
            // A body of zeros is not there.
            if (!body.ContainsAnyExcept(0f))
                continue;
            for (var joint = 0; joint < clip.JointCount; joint++)
            {
                if (IsZero(body, joint) && !(isRelative && joint == root))
                    body.Slice(3 * joint, 3).Fill(float.NaN);
            }
        }
    }

    private static bool IsZero(ReadOnlySpan<float> body, int joint) => !body.Slice(3 * joint, 3).ContainsAnyExcept(0f);

    // Three zeros in a row are rare wherever they stand.
    private static bool HasZeroJoint(ReadOnlySpan<float> bodies) => bodies.IndexOf([0f, 0f, 0f]) >= 0;
}
