namespace MsMclr.MLNet.Loaders.Bodies;

/// <summary>The bodies of a clip, frame by frame, as a format gave them.</summary>
/// <param name="frames">Each body's frame, place and id.</param>
/// <param name="values">V * C values a body. A joint that was not found is NaN in each of its coordinates.</param>
/// <param name="joints">V.</param>
/// <param name="channels">C, values a joint.</param>
/// <param name="coordinates">How many of them are coordinates; those after them are scores.</param>
internal readonly ref struct ClipBodies(
    ReadOnlySpan<BodyFrame> frames,
    ReadOnlySpan<float> values,
    int joints,
    int channels,
    int coordinates)
{
    public ReadOnlySpan<BodyFrame> Frames { get; } = frames;

    /// <summary>The values of all bodies, one body after the other.</summary>
    public ReadOnlySpan<float> Values { get; } = values;

    public int Count => Frames.Length;

    public int BodyLength => joints * channels;

    public int Channels => channels;

    public int Coordinates => coordinates;

    public ReadOnlySpan<float> this[int body] => Values.Slice(body * BodyLength, BodyLength);

    /// <summary>Whether any joint of a body was found; otherwise it is all zeros.</summary>
    public bool IsAnybody(int body) => this[body].ContainsAnyExcept(0f);

    /// <summary>The end of the frame that begins with a body: the first body of a later frame.</summary>
    public int EndOfFrame(int first)
    {
        var end = first + 1;
        while (end < Count && Frames[end].Frame == Frames[first].Frame)
            end++;
        return end;
    }
}
