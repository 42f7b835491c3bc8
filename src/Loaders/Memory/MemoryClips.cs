using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Memory;

/// <summary>Clips in memory of one skeleton and of equal sizes, and what their rows say.</summary>
internal sealed record MemoryClips(
    ImmutableArray<SkeletonRecording> Clips, SkeletonLayout Layout, int Bodies, int Channels, int? Coordinates,
    ImmutableArray<string> LabelNames)
{
    private const int MostTold = 5;

    /// <summary>Which numbers any clip knows.</summary>
    public ClipFields Fields => Known(ClipFields.Subject, clip => clip.Subject > 0)
        | Known(ClipFields.Camera, clip => clip.Camera > 0)
        | Known(ClipFields.FrameRate, clip => clip.FrameRate > 0);

    /// <exception cref="ArgumentException">The message names all that is missing or wrong.</exception>
    public static MemoryClips Check(ImmutableArray<SkeletonRecording> clips, MemoryClipOptions options)
    {
        List<string> wrong = [];
        var layout = options.Layout ?? clips.FirstOrDefault(clip => clip?.Layout is not null)?.Layout;
        if (layout is null)
            wrong.Add("which skeleton the clips have is not told: set MemoryClipOptions.Layout, or the clips' Layout");
        if (clips.IsEmpty)
            wrong.Add("there is no clip");
        var channels = clips.FirstOrDefault()?.Channels ?? 0;
        if (options.Coordinates > channels)
            wrong.Add($"Coordinates is {options.Coordinates}, and a joint has {channels} values");
        var names = options.LabelNames.IsEmpty ? Found(clips) : options.LabelNames;
        for (var number = 0; number < clips.Length; number++)
            wrong.AddRange(Faults(clips[number], layout, channels, options, names).Select(fault => $"clip {number} {fault}"));
        if (wrong.Count > 0)
        {
            var more = wrong.Count > MostTold ? $", and {wrong.Count - MostTold} more faults" : "";
            throw new ArgumentException($"The clips cannot be loaded: {string.Join("; ", wrong.Take(MostTold))}{more}.", nameof(clips));
        }

        var bodies = options.Bodies ?? clips.Max(clip => clip.Bodies);
        return new MemoryClips(clips, layout!, bodies, channels, options.Coordinates, names);
    }

    /// <summary>What is known of a clip besides its values.</summary>
    public ClipInfo Describe(int number)
    {
        var clip = Clips[number];
        return new ClipInfo
        {
            Name = clip.Name ?? number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Label = clip.Label is { } label ? (uint)(LabelNames.IndexOf(label) + 1) : 0,
            Subject = clip.Subject,
            Camera = clip.Camera,
            FrameRate = clip.FrameRate,
        };
    }

    private static IEnumerable<string> Faults(
        SkeletonRecording? clip, SkeletonLayout? layout, int channels, MemoryClipOptions options, ImmutableArray<string> names)
    {
        if (clip is null)
        {
            yield return "is null";
            yield break;
        }

        if (clip.Bodies < 1 || clip.Joints < 1 || clip.Channels < 1)
        {
            yield return $"has {clip.Bodies} bodies, {clip.Joints} joints and {clip.Channels} values a joint";
            yield break;
        }

        if (clip.Values.Length == 0 || clip.Values.Length % clip.FrameLength != 0)
            yield return $"has {clip.Values.Length} values, no whole number of frames of {clip.FrameLength}";
        if (layout is not null && clip.Joints != layout.JointCount)
            yield return $"has {clip.Joints} joints, and the layout {layout} has {layout.JointCount}";
        if (layout is not null && clip.Layout is { } other && !other.Equals(layout))
            yield return $"is of the skeleton {other}, and not {layout}";
        if (clip.Channels != channels)
            yield return $"has {clip.Channels} values a joint, and the first one {channels}";
        if (clip.Bodies > options.Bodies)
            yield return $"has {clip.Bodies} bodies, more than MemoryClipOptions.Bodies ({options.Bodies})";
        if (clip.Label is { } label && !names.Contains(label))
            yield return $"has the label '{label}', which MemoryClipOptions.LabelNames does not have";
        if (clip.Values.Span.ContainsAny(float.PositiveInfinity, float.NegativeInfinity))
            yield return "holds an infinite value; a joint that was not found is NaN";
    }

    private static ImmutableArray<string> Found(ImmutableArray<SkeletonRecording> clips)
        => [.. clips.Select(clip => clip?.Label).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    private ClipFields Known(ClipFields field, Func<SkeletonRecording, bool> isKnown) => Clips.Any(isKnown) ? field : ClipFields.None;
}
