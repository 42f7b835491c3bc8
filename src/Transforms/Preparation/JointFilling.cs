namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// Before step 1 of the preprocessing: joints that were not found are filled in, and so are bodies that were away for a short while.
/// <see cref="FillingGraph"/> is the same, operation by operation.
/// </summary>
internal sealed class JointFilling(ClipPreparation preparation)
{
    private readonly BodyGaps _gaps = new(preparation);
    private readonly JointTracks _tracks = new(preparation);
    private readonly MirroredJoints _mirror = new(preparation);
    private float[] _room = [];

    /// <summary>Gets how many frames of bodies were made between others, in all recordings so far.</summary>
    public long FramesMade { get; private set; }

    /// <summary>
    /// Fills a recording <c>[T, M, V, C]</c>. What is given back is the recording itself where nothing is missing, or else valid until the
    /// next call.
    /// </summary>
    public ReadOnlySpan<float> Fill(ReadOnlySpan<float> recording)
    {
        var hasMissing = FoundValues.HasMissing(recording);
        if (!hasMissing && preparation.LongestInterpolatedGap == 0)
            return recording;
        if (_room.Length < recording.Length)
            _room = new float[recording.Length];
        var filled = _room.AsSpan(0, recording.Length);
        recording.CopyTo(filled);
        if (hasMissing)
            MarkJoints(filled);
        if (preparation.LongestInterpolatedGap > 0)
            FramesMade += _gaps.Fill(filled);
        if (hasMissing)
            FillJoints(filled);
        return filled;
    }

    // One value that is not a number makes a whole joint missing.
    private void MarkJoints(Span<float> recording)
    {
        var channels = preparation.Shape.Channels;
        for (var at = 0; at < recording.Length; at += channels)
        {
            var joint = recording.Slice(at, channels);
            if (IsMissing(joint))
                FoundValues.MakeMissing(joint, preparation.Coordinates);
        }
    }

    private static bool IsMissing(ReadOnlySpan<float> joint)
    {
        foreach (var value in joint)
        {
            if (float.IsNaN(value))
                return true;
        }

        return false;
    }

    private void FillJoints(Span<float> recording)
    {
        switch (preparation.MissingJoints)
        {
            case MissingJoints.Keep:
                break;
            case MissingJoints.Zero:
                recording.Replace(float.NaN, 0);
                break;
            case MissingJoints.Mirror:
                _mirror.Fill(recording);
                _tracks.Fill(recording);
                break;
            default:
                _tracks.Fill(recording);
                break;
        }
    }
}
