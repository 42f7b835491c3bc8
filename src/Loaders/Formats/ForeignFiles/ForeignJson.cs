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
        return format is null ? "" : $"; it looks like a file for {nameof(SkeletonFormat)}.{format}";
    }

    private static string? Format(string property) => property switch
    {
        "people" => nameof(SkeletonFormat.OpenPose),
        "data" or "label_index" => nameof(SkeletonFormat.Kinetics),
        "instance_info" or "meta_info" or "instances" => nameof(SkeletonFormat.MMPose),
        "annotations" => nameof(SkeletonFormat.Coco),
        "idx" => nameof(SkeletonFormat.AlphaPose),
        "image_id" => nameof(SkeletonFormat.Coco),
        "skeletons" => nameof(SkeletonFormat.NwUcla),
        "frames" => nameof(SkeletonFormat.JsonFrames),
        "landmarks" or "pose_landmarks" or "poseLandmarks" => nameof(SkeletonFormat.MediaPipe),
        _ => null,
    };
}
