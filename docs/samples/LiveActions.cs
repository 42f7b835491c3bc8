using System.Threading.Channels;
using MsMclr.MLNet;

namespace Samples;

/// <summary>A camera's frames as they come, and what the people before it do.</summary>
public static class LiveActions
{
    public static void Run(TextWriter output)
    {
        var modelFile = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".zip");
        ActionModel.Save(modelFile);
        try
        {
            Watch(modelFile, output).GetAwaiter().GetResult();
        }
        finally
        {
            File.Delete(modelFile);
        }
    }

    private static async Task Watch(string modelFile, TextWriter output)
    {
        using var recognizer = ActionRecognizer.Load(modelFile, new ActionRecognizer.Options { WindowSeconds = 2, HopSeconds = 0.5 });
        output.WriteLine($"windows of {recognizer.WindowFrames} frames, answers {recognizer.DelayFrames} frames late");

        // Where a camera is faster than the model, old frames are dropped. Their numbers are missing then, so time is kept.
        var room = new BoundedChannelOptions(900) { FullMode = BoundedChannelFullMode.DropOldest };
        var frames = Channel.CreateBounded<SkeletonFrame>(room);
        var camera = Task.Run(() => Record(frames.Writer));
        await foreach (var told in recognizer.RecognizeAsync(frames.Reader.ReadAllAsync()))
        {
            if (told.Ended is { } over)
                output.WriteLine($"person {over.Person}: {over.Action}, {over.Start / 30.0:f1} to {over.End / 30.0:f1} s");
            if (told.Kind != RecognitionKind.Window)
                output.WriteLine($"person {told.Person} has {told.Kind.ToString().ToLowerInvariant()}");
        }

        await camera;
    }

    // Stands for a camera and its tracker, which gives no ids.
    private static void Record(ChannelWriter<SkeletonFrame> frames)
    {
        var clips = ActionModel.Clips;
        clips.Split = SkeletonProtocol.LeaveSubjectsOut(12).Test;
        var made = new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 3, Clips = clips };
        foreach (var frame in SkeletonFrame.Of(SyntheticSkeletons.MakeUntrimmed(made).Single().Recording))
            frames.TryWrite(frame);
        frames.Complete();
    }
}

// Output:
// windows of 60 frames, answers 36 frames late
// person 1 has entered
// person 1: kick left, 0.0 to 4.7 s
// person 1: wave left hand, 4.8 to 6.7 s
// person 1: pick up, 7.8 to 9.6 s
// person 1 has left
