namespace MsMclr.MLNet.Transforms.Streams;

/// <summary>The shape of a stream of clips.</summary>
internal static class StreamShape
{
    private const int StackedParts = 3;

    /// <summary>What a network sees of clips of a shape.</summary>
    public static ClipShape Of(SkeletonStream stream, ClipShape clip) => clip with { Channels = clip.Channels * Parts(stream) };

    /// <summary>How many streams of the field are in it, one after the other.</summary>
    public static int Parts(SkeletonStream stream) => stream == SkeletonStream.Stacked ? StackedParts : 1;
}
