using MsMclr.MLNet;

namespace Samples;

/// <summary>The actions of a recording that is not cut, as a table.</summary>
public static class UntrimmedActions
{
    public static void Run(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("actions-");
        var modelFile = Path.Combine(folder.FullName, "action.zip");
        ActionModel.Save(modelFile);

        var clips = ActionModel.Clips;
        clips.Split = SkeletonProtocol.LeaveSubjectsOut(11).Test;
        var made = new SyntheticSkeletons.UntrimmedOptions { Recordings = 1, ActionsEach = 4, Clips = clips };
        var (recording, there) = SyntheticSkeletons.MakeUntrimmed(made).Single();

        // What is less probable than the first threshold is nothing that is known.
        var options = new ActionRecognizer.Options { BeginThreshold = 0.5f, EndThreshold = 0.3f };
        using (var recognizer = ActionRecognizer.Load(modelFile, options))
        {
            var found = recognizer.FindIntervals(recording);
            foreach (var interval in there)
            {
                var same = found.Where(other => other.Action == interval.Action).Select(interval.Overlap).DefaultIfEmpty(0).Max();
                output.WriteLine($"{interval.Action}, frames {interval.Start} to {interval.End}: {(same > 0.5 ? "found" : "not found")}");
            }

            ActionIntervalFile.Write(Path.Combine(folder.FullName, "intervals.csv"), found);
        }

        output.WriteLine(File.ReadLines(Path.Combine(folder.FullName, "intervals.csv")).First());
        folder.Delete(recursive: true);
    }
}

// Output:
// kick left, frames 35 to 109: found
// wave left hand, frames 144 to 212: found
// pick up, frames 244 to 327: found
// wave left hand, frames 359 to 427: found
// recording,start,end,action,confidence,person
