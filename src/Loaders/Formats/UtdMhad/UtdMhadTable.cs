namespace MsMclr.MLNet.Loaders.Formats.UtdMhad;

/// <summary>UTD-MHAD as one wide CSV table. The columns are in <c>docs/formats.md</c>.</summary>
internal static class UtdMhadTable
{
    /// <summary>The 27 actions by their numbers in the data set.</summary>
    private static readonly string[] Actions =
    [
        "swipe left", "swipe right", "wave", "clap", "throw", "cross arms", "basketball shoot", "draw X", "draw circle clockwise",
        "draw circle counter-clockwise", "draw triangle", "bowling", "boxing", "baseball swing", "tennis swing", "arm curl",
        "tennis serve", "push", "knock", "catch", "pick up and throw", "jog", "walk", "sit to stand", "stand to sit", "lunge", "squat",
    ];

    public static CsvSkeletonOptions Columns => new()
    {
        Layout = SkeletonLayout.UtdMhad,
        ClipColumn = "clip",
        LabelColumn = "action",
        SubjectColumn = "subject",
        ReplicationColumn = "trial",
        FrameColumn = "frame",
        Actions = Actions,
    };
}
