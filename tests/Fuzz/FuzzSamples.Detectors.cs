namespace MsMclr.MLNet.Fuzzing;

/// <content>What detectors of poses write.</content>
internal static partial class FuzzSamples
{
    public static byte[] OpenPoseHand { get; } = Text(
        $$"""{"people": [{"person_id": [3], "hand_left_keypoints_2d": [{{Numbers(63)}}]}, {"hand_left_keypoints_2d": []}]}""");

    public static byte[] OldHand { get; } = Text($$"""{"people": [{"hand_left_keypoints": [NaN, 2, null, {{Numbers(60)}}]}]}""");

    public static byte[] CocoVideos { get; } = Text(
        $$"""
        {"videos": [{"id": 1, "name": "a.mp4"}, {"id": 2, "name": "b.mp4"}],
         "images": [{"id": 1, "video_id": 1, "frame_id": 0}, {"id": 2, "video_id": 1, "file_name": "v/0003.jpg", "frame_id": 3},
          {"id": 3, "video_id": 2, "frame_id": -7}],
         "annotations": [{"image_id": 1, "track_id": 4, "keypoints": [{{Numbers(51)}}]}, {"image_id": 2, "keypoints": []},
          {"image_id": 3, "keypoints": [NaN, null, {{Numbers(49)}}]}]}
        """);

    public static byte[] AlphaPose { get; } = Text(
        $$"""
        [{"image_id": "0.jpg", "category_id": 1, "keypoints": [{{Numbers(51)}}], "score": 2.9, "box": [1, 2, 3, 4], "idx": [0.0]},
         {"image_id": "a_10.jpg", "keypoints": [{{Numbers(51)}}], "idx": 1},
         {"image_id": "3.jpg", "keypoints": [0, 0, 0, {{Numbers(48)}}]}]
        """);

    public static byte[] MMPose { get; } = Text(
        $$"""
        {"meta_info": {"dataset_name": "coco"}, "instance_info": [
         {"frame_id": 1, "instances": [{"keypoints": [{{Points(17)}}], "keypoint_scores": [{{Numbers(17)}}], "track_id": -1}]},
         {"frame_id": 4, "instances": []}]}
        """);

    public static byte[] MMPoseImage { get; } = Text(
        $$"""[{"keypoints": [{{Points(17)}}], "keypoint_scores": [{{Numbers(17)}}], "bbox": [[1, 2, 3, 4]], "bbox_score": 0.9}]""");

    public static byte[] MediaPipe { get; } = Text(
        """
        {"fps": 30, "frames": [
         {"frame": 2, "timestamp_ms": 80, "landmarks": [{"x": 1, "y": 2, "z": 3, "visibility": 0.9}, {"x": 0.5, "y": NaN, "z": 3},
          {"y": 1, "x": 2}]},
         {"frame": 1, "timestamp_ms": 40, "pose_landmarks": {"landmark": []}}, {"frame": 5, "timestamp_ms": 200, "landmarks": null}]}
        """);

    public static byte[] MediaPipeArrays { get; } = Text(
        """
        [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], null, [[1, 2], [3, 4], [5, 6]],
         [[[1, 2, 3, 0.5], [3, 4, 5, 0], [5, 6, 7, 1]], []]]
        """);

    private static string Points(int count) => string.Join(", ", Enumerable.Range(1, count).Select(i => $"[{i}.5, {i}]"));
}
