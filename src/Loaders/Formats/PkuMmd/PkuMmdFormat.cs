using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.PkuMmd;

/// <summary>
/// PKU-MMD: one line a frame, 150 numbers for two bodies; intervals with labels in a second file. The grammar is in
/// <c>docs/formats.md</c>.
/// </summary>
internal sealed class PkuMmdFormat(string? labelsFolder) : ISkeletonFormat
{
    public string Name => "PKU-MMD text";

    public SkeletonLayout Layout => SkeletonLayout.NtuRgbd;

    public int Bodies => 2;

    public ClipFields Fields => ClipFields.Camera | ClipFields.Replication | ClipFields.FrameRate;

    public ImmutableArray<string> Actions => labelsFolder is null ? [] : PkuMmdActions.All;

    public bool Accepts(string fileName)
        => fileName.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && Camera(fileName.AsSpan()[..^4]) > 0;

    /// <inheritdoc/>
    /// <remarks>Null where intervals cut the recording into clips.</remarks>
    public ClipInfo? Describe(string name)
        => labelsFolder is null ? new ClipInfo { Name = name, Camera = Camera(name), FrameRate = 30 } : null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip)
    {
        if (labelsFolder is null)
        {
            var lines = new PkuLines(file);
            lines.CopyRest(clip);
            yield return Describe(file.Name)!;
            yield break;
        }

        var starts = PkuLines.Starts(file);
        var number = 0;
        foreach (var interval in PkuInterval.ReadAll(PkuInterval.FileOf(labelsFolder, file)))
        {
            number++;
            if (Within(file, clip, interval, number, starts.Count) is { } within)
                Copy(file, clip, starts, within);
            yield return new ClipInfo
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{file.Name}_{number:000}"),
                Recording = file.Name,
                Label = interval.Action,
                Camera = Camera(file.Name),
                Replication = (uint)number,
                FrameRate = 30,
            };
        }
    }

    // Some published intervals end a frame after the recording. Where that is an error, it is one of the interval alone.
    private static PkuInterval? Within(SkeletonFile file, SkeletonClipBuilder clip, PkuInterval interval, int number, int frames)
    {
        if (interval.End <= frames)
            return interval;
        var told = $"interval {number} of its labels is frames {interval.Start} to {interval.End}, but there are only {frames} frames";
        if (interval.Start > frames)
        {
            clip.Refuse(file.Bad(frames, $"{told}; recording and labels do not belong together, or one is truncated"));
            return null;
        }

        try
        {
            file.WarnOfCount(frames, $"{told}; it was read to frame {frames}");
        }
        catch (SkeletonFileException e)
        {
            clip.Refuse(e);
        }

        return interval with { End = frames };
    }

    private static void Copy(SkeletonFile file, SkeletonClipBuilder clip, List<int> starts, PkuInterval interval)
    {
        var lines = new PkuLines(file, starts[interval.Start - 1], interval.Start - 1);
        for (var frame = interval.Start; frame <= interval.End; frame++)
            lines.Copy(clip);
    }

    /// <summary>L, M and R at the end of a name are cameras 1, 2 and 3; 0 if there is none.</summary>
    private static uint Camera(ReadOnlySpan<char> name)
    {
        if (name.Length < 2 || name[^2] != '-')
            return 0;
        return char.ToUpperInvariant(name[^1]) switch
        {
            'L' => 1,
            'M' => 2,
            'R' => 3,
            _ => 0,
        };
    }
}
