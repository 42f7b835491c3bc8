using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Recordings of made-up people: nothing has to be downloaded.</summary>
public static class MadeUpSkeletons
{
    public static void Run(TextWriter output)
    {
        var ml = new MLContext(seed: 1);
        var clips = ml.Data.LoadSyntheticSkeletons(subjects: 2, repetitions: 1);
        foreach (var column in clips.Schema)
            output.WriteLine($"{column.Name}: {column.Type}");
        var count = clips.GetColumn<string>("Name").Count();
        output.WriteLine($"{count} clips: 2 people, {SyntheticSkeletons.Actions.Length} actions, 3 cameras");
    }
}

// Output:
// Clip: Vector<Single, *, 2, 25, 3>
// Label: Key<UInt32, 0-19>
// Name: String
// Subject: UInt32
// Camera: UInt32
// Setup: UInt32
// Replication: UInt32
// FrameRate: Single
// 120 clips: 2 people, 20 actions, 3 cameras
