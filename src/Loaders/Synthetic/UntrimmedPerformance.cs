using System.Globalization;

namespace MsMclr.MLNet.Loaders.Synthetic;

/// <summary>Clips of one person, one after the other, with a way from each posture to the next.</summary>
internal sealed class UntrimmedPerformance(SyntheticSource source, SyntheticSkeletons.UntrimmedOptions options)
{
    private readonly ClipInfo[][] _people =
        [.. source.Clips.GroupBy(clip => (clip.Subject, clip.Camera)).Select(clips => clips.ToArray())];

    public IEnumerable<UntrimmedRecording> Play()
    {
        for (var number = 0; number < options.Recordings; number++)
            yield return Play(number, _people[number % _people.Length]);
    }

    private UntrimmedRecording Play(int number, ClipInfo[] clips)
    {
        var random = ClipRandom.Of(source.Seed, "untrimmed", (uint)number);
        var name = string.Create(CultureInfo.InvariantCulture, $"U{number + 1:0000}C{clips[0].Camera:000}P{clips[0].Subject:000}");
        var frames = new UntrimmedFrames();
        List<ActionInterval> intervals = [];
        for (var turn = 0; turn < options.ActionsEach; turn++)
        {
            var info = clips[random.Below(clips.Length)];
            using var clip = source.Play(info);
            frames.Wait(Idle(turn == 0, ref random), clip.Values, ref random);
            var start = frames.Count;
            frames.Add(clip.Values);
            intervals.Add(new ActionInterval
            {
                Recording = name,
                Start = start,
                End = frames.Count - 1,
                Action = SyntheticSkeletons.Actions[(int)info.Label - 1],
                Person = 1,
            });
        }

        frames.Wait(Idle(isHalf: true, ref random), next: [], ref random);
        return new UntrimmedRecording(Recording(name, clips[0], frames.Values), intervals);
    }

    private int Idle(bool isHalf, ref ClipRandom random)
    {
        var seconds = options.IdleSeconds * random.Uniform(0.5, 1.5) * (isHalf ? 0.5 : 1);
        return (int)Math.Round(seconds * SyntheticPerformance.FrameRate);
    }

    private static SkeletonRecording Recording(string name, ClipInfo of, float[] values) => new()
    {
        Name = name,
        Values = values,
        Bodies = SyntheticSource.Bodies,
        Joints = SkeletonLayout.NtuRgbd.JointCount,
        Channels = SyntheticSource.Channels,
        Layout = SkeletonLayout.NtuRgbd,
        Subject = of.Subject,
        Camera = of.Camera,
        FrameRate = SyntheticPerformance.FrameRate,
    };
}
