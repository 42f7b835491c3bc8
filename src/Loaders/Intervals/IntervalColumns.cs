namespace MsMclr.MLNet.Loaders.Intervals;

/// <summary>The columns of a table of intervals.</summary>
internal static class IntervalColumns
{
    public const string Recording = "recording";

    public const string Start = "start";

    public const string End = "end";

    public const string Action = "action";

    public const string Confidence = "confidence";

    public const string Person = "person";
}
