using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Tests;

/// <summary>Long recordings cut into windows.</summary>
public class SkeletonClipsTests
{
    private const int FrameLength = 33 * 4;
    private static readonly MLContext Ml = new(1);

    [Test]
    public void Windows_are_what_stands_in_the_recordings_frames_with_the_recordings_columns()
    {
        var recordings = Load(Recording("day", 10, label: "any"), Recording("night", 3), Recording("short", 1));
        var windows = SkeletonClips.Windows(recordings, frames: 4, hop: 3);
        Assert.That(windows.GetColumn<string>("Name"), Is.EqualTo(new[] { "day@0", "day@3", "day@6", "night@0", "short@0" }));
        var values = windows.GetColumn<float[]>("Clip").ToArray();
        var all = recordings.GetColumn<float[]>("Clip").ToArray();
        Assert.That(values[1], Is.EqualTo(all[0][(3 * FrameLength)..(7 * FrameLength)]));
        Assert.That(values[3], Is.EqualTo(all[1]), "shorter than a window");
        Assert.That(windows.GetColumn<uint>("Label"), Is.EqualTo(new[] { 2u, 2u, 2u, 0u, 0u }), "the keys of the recordings");
        Assert.That(windows.Schema["Clip"].Type, Is.EqualTo(recordings.Schema["Clip"].Type));
        Assert.That(windows.Schema["Clip"].GetSkeletonLayout(), Is.EqualTo(SkeletonLayout.MediaPipe33));
        var coordinates = 0;
        windows.Schema["Clip"].Annotations.GetValue(SkeletonAnnotations.Coordinates, ref coordinates);
        Assert.That(coordinates, Is.EqualTo(3), "the last value is a score");
    }

    [Test]
    public void Without_a_hop_they_stand_end_to_end_and_those_without_anybody_are_left_out()
    {
        var recording = Recording("day", 9);
        var values = recording.Values.ToArray();
        values.AsSpan(0, 4 * FrameLength).Clear();
        var windows = SkeletonClips.Windows(Load(recording with { Values = values }), frames: 4);
        Assert.That(windows.GetColumn<string>("Name"), Is.EqualTo(new[] { "day@4" }));
        var nobody = Load(recording with { Values = new float[5 * FrameLength] });
        Assert.That(() => SkeletonClips.Windows(nobody, 4), Throws.ArgumentException.With.Message.Contains("nobody"));
        Assert.That(() => SkeletonClips.Windows(nobody, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => SkeletonClips.Windows(nobody, 4, hop: 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static IDataView Load(params SkeletonRecording[] recordings)
        => Ml.Data.LoadFromClips(recordings, new MemoryClipOptions { Coordinates = 3, LabelNames = ["aaa", "any"] });

    private static SkeletonRecording Recording(string name, int frames, string? label = null) => new()
    {
        Values = Enumerable.Range(1, frames * FrameLength).Select(value => (float)value).ToArray(),
        Bodies = 1,
        Joints = 33,
        Channels = 4,
        Layout = SkeletonLayout.MediaPipe33,
        Name = name,
        Label = label,
    };
}
