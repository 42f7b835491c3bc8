namespace MsMclr.MLNet.Loaders.Contract;

/// <summary>Which joints of a clip were found. The others are made missing as a whole: what comes after sees one form.</summary>
internal static class FoundJoints
{
    /// <summary>
    /// Gives a missing joint its form: each coordinate NaN and the score 0. A body without any joint is no body, and becomes zeros.
    /// </summary>
    /// <returns>Whether any joint was found in any frame.</returns>
    /// <exception cref="FormatException">A value is infinite.</exception>
    public static bool Mark(SkeletonClipBuilder clip)
    {
        if (FiniteValues.AreAll(clip.Bodies))
            return true;
        var anywhere = false;
        for (var number = 0; number < clip.BodyFrames.Length; number++)
        {
            var body = clip.Body(number);
            var found = false;
            for (var joint = 0; joint < clip.JointCount; joint++)
                found |= MarkJoint(clip, number, joint);
            if (!found)
                body.Clear();
            anywhere |= found;
        }

        return anywhere;
    }

    private static bool MarkJoint(SkeletonClipBuilder clip, int number, int joint)
    {
        var values = clip.Body(number).Slice(joint * clip.Channels, clip.Channels);
        var found = true;
        foreach (var value in values)
        {
            if (float.IsInfinity(value))
            {
                var where = clip.BodyFrames[number];
                var frame = clip.Axis?.Number(where.Frame) ?? where.Frame + 1;
                throw new FormatException($"frame {frame}, body {where.Place + 1}, joint {joint + 1}: {value} is not a coordinate");
            }

            found &= !float.IsNaN(value);
        }

        if (!found)
        {
            values[..clip.Coordinates].Fill(float.NaN);
            values[clip.Coordinates..].Clear();
        }

        return found;
    }
}
