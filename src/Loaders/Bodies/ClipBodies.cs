namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>The bodies of a clip, frame by frame, as a format gave them.</summary>
/// <param name="frames">Each body's frame, place and id.</param>
/// <param name="values">V * C values a body. A joint that was not found is NaN.</param>
/// <param name="bodyLength">V * C.</param>
/// <param name="channels">C, values a joint.</param>
/// <param name="scoreChannel">Which of them is a score and no coordinate; -1 if none is.</param>
internal readonly ref struct ClipBodies(
    ReadOnlySpan<BodyFrame> frames,
    ReadOnlySpan<float> values,
    int bodyLength,
    int channels,
    int scoreChannel)
{
    private readonly ReadOnlySpan<float> _values = values;

    public ReadOnlySpan<BodyFrame> Frames { get; } = frames;

    public int Count => Frames.Length;

    public int BodyLength => bodyLength;

    public int Channels => channels;

    public int ScoreChannel => scoreChannel;

    public ReadOnlySpan<float> this[int body] => _values.Slice(body * bodyLength, bodyLength);

    /// <summary>The end of the frame that begins with a body: the first body of a later frame.</summary>
    public int EndOfFrame(int first)
    {
        var end = first + 1;
        while (end < Count && Frames[end].Frame == Frames[first].Frame)
            end++;
        return end;
    }

    /// <summary>Whether a joint was found; one with a coordinate that is not a number was not.</summary>
    public bool IsFound(ReadOnlySpan<float> joint)
    {
        for (var channel = 0; channel < joint.Length; channel++)
        {
            if (float.IsNaN(joint[channel]) && channel != scoreChannel)
                return false;
        }

        return true;
    }
}
