using MsMclr.MLNet.Loaders.Formats.Coco;
using MsMclr.MLNet.Loaders.Formats.JsonFrames;
using MsMclr.MLNet.Loaders.Formats.MediaPipe;
using MsMclr.MLNet.Loaders.Formats.MMPose;
using MsMclr.MLNet.Loaders.Formats.OpenPose;

namespace MsMclr.MLNet;

/// <content>Formats of JSON that tools write for recordings of any kind.</content>
public static partial class SkeletonFormat
{
    /// <summary>Creates the format of Kinetics-skeleton JSON: OpenPose's 18 joints in 2-D with a score, a file a clip.</summary>
    /// <param name="actions">The actions' names in the order of <c>label_index</c> (which counts from 0); null: labels are missing.</param>
    /// <param name="missingValues">What becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. A frame's place is its <c>frame_index</c>. Joints that were not found, of score 0, are missing.</returns>
    public static ISkeletonFormat Kinetics(
        IEnumerable<string>? actions = null,
        MissingValues missingValues = MissingValues.Missing)
        => new KineticsFormat(actions ?? [], missingValues);

    /// <summary>
    /// Creates the format of OpenPose's own output: a JSON file a frame, <c>name_000000000000_keypoints.json</c> and so on, 2-D with
    /// confidence.
    /// </summary>
    /// <param name="layout">What OpenPose was run with: <see cref="SkeletonLayout.OpenPose25"/> for its default, <c>BODY_25</c>; null for
    /// the 18 joints of <c>--model_pose COCO</c>.</param>
    /// <returns>The format. A clip is the files of a folder whose names differ in the number alone; see
    /// <see cref="SkeletonLoader.Options.FrameGaps"/>. Joints that were not found, of confidence 0, are missing.</returns>
    public static ISkeletonFormat OpenPose(SkeletonLayout? layout = null) => OpenPose(new OpenPoseSkeletonOptions { Layout = layout });

    /// <summary>Creates the format of OpenPose's own output, with hands and face.</summary>
    /// <param name="options">The body, and what else makes the skeleton.</param>
    /// <returns>The format.</returns>
    /// <exception cref="InvalidOperationException">The body has no wrists, or no nose, to hang hands or face from.</exception>
    public static ISkeletonFormat OpenPose(OpenPoseSkeletonOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new OpenPoseFormat(options.Checked());
    }

    /// <summary>
    /// Creates the format of COCO keypoints, annotations or results: 2-D with visibility or score; a video is a clip, an image a frame.
    /// </summary>
    /// <param name="layout">What the keypoints are; null for the 17 of COCO.</param>
    /// <param name="missingValues">What becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. An image's place is its frame number, or the number in the name of its file, or its id. A file of several
    /// videos gives clips called <c>file_video</c>. Joints that were not found, of visibility or score 0, are missing.</returns>
    public static ISkeletonFormat Coco(SkeletonLayout? layout = null, MissingValues missingValues = MissingValues.Missing)
        => new CocoFormat("COCO keypoints JSON", layout ?? SkeletonLayout.Coco17, missingValues);

    /// <summary>
    /// Creates the format of AlphaPose's results, <c>alphapose-results.json</c>: 2-D with score; a file is a clip, an image a frame.
    /// </summary>
    /// <param name="layout">What the keypoints are; null for the 17 of COCO.</param>
    /// <param name="missingValues">What becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. An image's place is the number in <c>image_id</c>, a body's id that of AlphaPose's tracker
    /// (<c>idx</c>).</returns>
    public static ISkeletonFormat AlphaPose(SkeletonLayout? layout = null, MissingValues missingValues = MissingValues.Missing)
        => new CocoFormat("AlphaPose JSON", layout ?? SkeletonLayout.Coco17, missingValues);

    /// <summary>
    /// Creates the format of MMPose 1.x, what <c>--save-predictions</c> and <c>pred_out_dir</c> write: keypoints with scores; a file is a
    /// clip.
    /// </summary>
    /// <param name="layout">What the keypoints are; null for the 17 of COCO.</param>
    /// <param name="coordinates">Coordinates a keypoint: 2, or 3 of a lifted pose. Its score comes after them.</param>
    /// <param name="missingValues">What becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. A frame's place is its <c>frame_id</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="coordinates"/> is not 2 or 3.</exception>
    public static ISkeletonFormat MMPose(
        SkeletonLayout? layout = null,
        int coordinates = 2,
        MissingValues missingValues = MissingValues.Missing)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(coordinates, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(coordinates, 3);
        return new MMPoseFormat(layout ?? SkeletonLayout.Coco17, coordinates, missingValues);
    }

    /// <summary>
    /// Creates the format of MediaPipe's landmarks as people write them to JSON: a list of frames of landmarks x, y, z, visibility, in
    /// several forms (<c>docs/formats.md</c>); a file is a clip.
    /// </summary>
    /// <param name="layout">What the landmarks are; null for the 33 of a pose, <see cref="SkeletonLayout.Hand21"/> for hands.</param>
    /// <param name="worldLandmarks">Whether the landmarks in meters are read, where a file has both.</param>
    /// <param name="missingValues">What becomes of a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. A frame's place is its number, or follows from its time; the frame rate follows from times, too.</returns>
    public static ISkeletonFormat MediaPipe(
        SkeletonLayout? layout = null,
        bool worldLandmarks = false,
        MissingValues missingValues = MissingValues.Missing)
        => new MediaPipeFormat(layout ?? SkeletonLayout.MediaPipe33, worldLandmarks, missingValues);

    /// <summary>
    /// Creates a format of JSON <c>{"frames": [T][M][V][C]}</c>: frames of bodies of joints of coordinates, a file a clip. What programs
    /// send one another.
    /// </summary>
    /// <param name="layout">The joints of a body, in order.</param>
    /// <param name="bodies">M, how many bodies a clip has room for.</param>
    /// <param name="channels">C, values a joint.</param>
    /// <param name="missingValues">What becomes of a joint or a coordinate that is <c>NaN</c> or <c>null</c>.</param>
    /// <returns>The format. An absent body is <c>null</c>, <c>[]</c>, or left out at the end of a frame.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static ISkeletonFormat JsonFrames(
        SkeletonLayout layout,
        int bodies = 1,
        int channels = 3,
        MissingValues missingValues = MissingValues.Missing)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentOutOfRangeException.ThrowIfLessThan(bodies, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        return new JsonFramesFormat(layout, bodies, channels, missingValues);
    }
}
