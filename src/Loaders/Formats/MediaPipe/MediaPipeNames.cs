namespace MsMclr.MLNet.Loaders.Formats.MediaPipe;

/// <summary>What people call things in files of MediaPipe's landmarks: <c>pose_landmarks</c> is <c>poseLandmarks</c>.</summary>
internal static class MediaPipeNames
{
    public static bool IsFrameNumber(string property)
        => Plain(property) is "frame" or "frameid" or "frameindex" or "frameidx" or "framenumber" or "framenum" or "frameno" or "index";

    public static bool IsTime(string property)
        => Plain(property) is "time" or "timestamp" or "timestampms" or "timems" or "timesec" or "timestampsec" or "timeseconds"
            or "timestampseconds" or "seconds" or "milliseconds";

    public static bool IsFrames(string property) => Plain(property) is "frames" or "data" or "results" or "sequence";

    public static bool IsFrameRate(string property) => Plain(property) is "fps" or "framerate";

    public static bool IsLandmarks(string property)
        => Plain(property) is "landmarks" or "landmark" or "poselandmarks" or "handlandmarks" or "multihandlandmarks" or "facelandmarks"
            or "keypoints" or "pose" or "joints";

    public static bool IsWorldLandmarks(string property)
        => Plain(property) is "worldlandmarks" or "poseworldlandmarks" or "handworldlandmarks" or "multihandworldlandmarks"
            or "keypoints3d";

    /// <summary>The place of a landmark's value among x, y, z and visibility; -1 of another property.</summary>
    public static int Value(string property) => Plain(property) switch
    {
        "x" => 0,
        "y" => 1,
        "z" => 2,
        "visibility" or "score" or "confidence" or "likelihood" or "v" => 3,
        _ => -1,
    };

    private static string Plain(string property) => property.Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}
