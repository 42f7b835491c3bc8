namespace MsMclr.MLNet.Loaders.Formats.ForeignFiles;

/// <summary>Tells by a property of a file which other format it is of, so that a message can name it.</summary>
internal static class ForeignJson
{
    /// <summary>What to say of a file that has none of what is expected.</summary>
    /// <param name="properties">The names of its properties.</param>
    /// <returns>The remedy, with what separates it from what was said before; empty where nothing is known.</returns>
    public static string Remedy(IEnumerable<string> properties)
    {
        var format = properties.Select(Format).FirstOrDefault(format => format is not null);
        return format is null ? "" : $"; it looks like a file for SkeletonFormat.{format}";
    }

    // Texts, since this folder is below the one of SkeletonFormat.
    private static string? Format(string property) => property switch
    {
        "people" => "OpenPose",
        "data" or "label_index" => "Kinetics",
        "instance_info" or "meta_info" or "instances" => "MMPose",
        "annotations" => "Coco",
        "idx" => "AlphaPose",
        "image_id" => "Coco",
        "skeletons" => "NwUcla",
        "frames" => "JsonFrames",
        "landmarks" or "pose_landmarks" or "poseLandmarks" => "MediaPipe",
        _ => null,
    };
}
