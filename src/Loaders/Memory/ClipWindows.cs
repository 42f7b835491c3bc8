using System.Globalization;
using Microsoft.ML;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Loaders.Memory;

/// <summary>Cuts recordings into windows.</summary>
internal static class ClipWindows
{
    /// <exception cref="ArgumentException">There is nobody in the recordings.</exception>
    public static IDataView Of(IDataView recordings, int frames, int hop)
    {
        SkeletonRecording[] windows = [.. ClipRows.Of(recordings).SelectMany(recording => Of(recording, frames, hop))];
        if (windows.Length == 0)
            throw new ArgumentException("There is nobody in any window of the recordings.", nameof(recordings));
        var labels = recordings.Schema.GetColumnOrNull("Label");
        var options = new MemoryClipOptions
        {
            Coordinates = LayoutAnnotations.ReadCoordinates(recordings.Schema["Clip"]),
            LabelNames = labels is { } column ? [.. ClipRows.NamesOf(column)] : [],
        };
        return MemorySource.View(MemoryClips.Check([.. windows], options.Checked()));
    }

    private static IEnumerable<SkeletonRecording> Of(SkeletonRecording recording, int frames, int hop)
    {
        var length = Math.Min(frames, recording.Frames);
        for (var first = 0; length > 0 && first + length <= recording.Frames; first += hop)
        {
            var values = recording.Values.Slice(first * recording.FrameLength, length * recording.FrameLength);
            if (values.Span.ContainsAnyExcept(0f))
                yield return recording with { Values = values, Name = Name(recording, first) };
        }
    }

    private static string Name(SkeletonRecording recording, int first)
        => string.Create(CultureInfo.InvariantCulture, $"{recording.Name}@{first}");
}
