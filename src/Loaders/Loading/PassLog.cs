using Microsoft.ML.Runtime;

namespace MsMclr.MLNet.Loaders.Loading;

/// <summary>Tells the log what a pass has left out, and which frames it made.</summary>
internal static class PassLog
{
    public static void Write(IHost host, SkeletonLoadReport report)
    {
        if (report.Skipped + report.ClipsWithBodiesLeftOut + report.EmptyFrames + report.InterpolatedFrames == 0)
            return;
        using var channel = host.Start("Load");
        if (report.Skipped > 0)
        {
            channel.Warning(
                MessageSensitivity.None,
                "Skipped {0} clips or files in {1} files; the reasons stand above.",
                report.Skipped,
                report.Files);
        }

        if (report.EmptyFrames + report.InterpolatedFrames > 0)
        {
            channel.Warning(
                MessageSensitivity.None,
                "Frame numbers are missing in {0} clips: {1} frames were left empty, {2} interpolated.",
                report.ClipsWithGaps,
                report.EmptyFrames,
                report.InterpolatedFrames);
        }

        if (report.ClipsWithBodiesLeftOut > 0)
        {
            channel.Warning(
                MessageSensitivity.None,
                "Bodies left out of {0} of {1} clips, in {2} frames: {3} as noise, {4} because Bodies is smaller.",
                report.ClipsWithBodiesLeftOut,
                report.Clips,
                report.BodyFramesLeftOut,
                report.NoiseBodies,
                report.BodiesWithoutPlace);
        }
    }
}
