namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>What people and tools call the columns that are no coordinates.</summary>
internal sealed class CsvKnownColumns(IReadOnlyList<string> header)
{
    public static readonly string[] Joint = ["joint", "landmark", "keypoint", "joint name", "joint id", "landmark id", "landmark index",
        "landmark name", "keypoint id", "joint index", "keypoint name", "bodypart", "body part"];

    public static readonly string[] Frame = ["frame", "frame id", "frame number", "frame index", "frame idx", "frame no", "frame num",
        "frames", "image", "image id", "image name", "img"];

    public static readonly string[] Time = ["time", "timestamp", "time ms", "timestamp ms", "timestamps", "time s", "time sec",
        "timestamp us", "timestamp ns", "time stamp", "milliseconds", "seconds", "datetime", "t"];

    public static readonly string[] Clip = ["clip", "clip id", "clip name", "video", "video id", "video name", "sequence", "sequence id",
        "sequence name", "seq", "recording", "recording id", "file", "filename"];

    public static readonly string[] Label = ["action", "label", "class", "activity", "gesture", "exercise", "action label", "action name",
        "class name"];

    public static readonly string[] Body = ["body", "body id", "track", "track id", "tracker id", "tracking id", "skeleton id",
        "body index"];

    /// <summary>Tells people apart in a frame, or in the whole table: rows decide.</summary>
    public static readonly string[] Person = ["person", "person id", "id", "idx", "player", "person index"];

    public static readonly string[] Subject = ["subject", "subject id", "participant", "participant id", "actor", "performer", "user",
        "user id"];

    public static readonly string[] Camera = ["camera", "camera id", "cam", "view"];

    public static readonly string[] Replication = ["trial", "repetition", "rep", "take", "replication"];

    private readonly CsvNames _names = new(header);

    /// <summary>The header's name of the first of these that it has; null where it has none of them once.</summary>
    public string? Find(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (_names.Find(word) is [var column])
                return header[column];
        }

        return null;
    }
}
