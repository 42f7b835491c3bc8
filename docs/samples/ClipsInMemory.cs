using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet;

namespace Samples;

/// <summary>Clips that a program has in memory: arrays, lists of frames, rows of a class of one's own.</summary>
public static class ClipsInMemory
{
    private static readonly SkeletonLayout Layout = SkeletonLayout.NtuRgbd;

    public static void Run(TextWriter output)
    {
        var ml = new MLContext(1);

        // Arrays [T, M, V, C], of any length each. Doubles do as well.
        float[][,,,] arrays = [Filled(40), Filled(55)];
        var clips = ml.Data.LoadFromClips(arrays, Layout, labels: ["wave", "jump"], subjects: [1, 2]);
        Print(output, "arrays", clips);

        // Lists of frames, as a camera gives them: any number of people in a frame, whose joints are x, y, z.
        List<double[][][]> frames = [];
        for (var frame = 0; frame < 30; frame++)
            frames.Add([.. Enumerable.Range(0, frame < 10 ? 1 : 2).Select(_ => Body(frame))]);
        Print(output, "frames", ml.Data.LoadFromClips(new[] { frames }, Layout, labels: ["wave"]));

        // With all that is known of a clip.
        var recording = SkeletonRecording.From(arrays[0]) with { Name = "first", Label = "wave", Camera = 2, FrameRate = 30 };
        Print(output, "recordings", ml.Data.LoadFromClips([recording], new MemoryClipOptions { Layout = Layout }));

        // Rows of a class: one line tells skeleton and sizes, so that Prepare need not be told.
        var definition = SchemaDefinition.Create(typeof(Row)).WithSkeleton("Movement", Layout, bodies: 2);
        Row[] rows = [new Row { Movement = [.. arrays[0].Cast<float>()] }];
        var prepared = ml.Transforms.Skeleton.Prepare("Skeleton", "Movement").Fit(ml.Data.LoadFromEnumerable(rows, definition));
        output.WriteLine($"rows: prepared as {prepared.Shape}");
    }

    private static void Print(TextWriter output, string name, IDataView clips)
    {
        var lengths = clips.GetColumn<float[]>("Clip").Select(clip => clip.Length / (2 * 25 * 3));
        output.WriteLine($"{name}: {clips.Schema["Clip"].Type}, frames {string.Join(", ", lengths)}");
    }

    private static float[,,,] Filled(int frames)
    {
        var clip = new float[frames, 2, 25, 3];
        for (var frame = 0; frame < frames; frame++)
        {
            for (var joint = 0; joint < 25; joint++)
                clip[frame, 0, joint, 1] = 1 + (0.01f * frame * joint);
        }

        return clip;
    }

    private static double[][] Body(int frame)
        => [.. Enumerable.Range(0, 25).Select(joint => new[] { 0.1 * joint, 1 + (0.01 * frame), 3 })];

    private sealed class Row
    {
        public float[] Movement { get; set; } = [];
    }
}

// Output:
// arrays: Vector<Single, *, 2, 25, 3>, frames 40, 55
// frames: Vector<Single, *, 2, 25, 3>, frames 30
// recordings: Vector<Single, *, 2, 25, 3>, frames 40
// rows: prepared as [3, 50, 25, 2]
