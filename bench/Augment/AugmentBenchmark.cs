using System.Buffers;
using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Bench;

/// <summary>The three views of 128 clips of 50 frames and two bodies, on all cores, against the method's augmentation in NumPy.</summary>
internal static class AugmentBenchmark
{
    private const int Clips = 128;
    private static readonly ClipShape Shape = new(3, 50, 25, 2);

    public static IEnumerable<Measurement> Run()
    {
        var random = new Random(1);
        var clips = Enumerable.Range(0, Clips * Shape.Length).Select(_ => (float)random.NextDouble() - 0.5f).ToArray();
        var views = new float[3 * clips.Length];
        var seconds = Median.Of(30, () => Parallel.For(0, 3 * Clips, i => View(clips, views, i)))[0];
        yield return new("augment.three-views", Clips / seconds, "clips/s");
        const string Peer = "augment.three-views over bench/Augment/augment.py (NumPy, one process)";
        if (Python() is { } python)
            yield return new("augment.three-views.numpy", python, "clips/s", Peer, Clips / seconds / python);
        else
            Console.WriteLine("augment.three-views.numpy: left out, no python3 with numpy is here.");
    }

    private static void View(float[] clips, float[] views, int index)
    {
        var clip = index / 3;
        var view = index % 3;
        var values = views.AsSpan(index * Shape.Length, Shape.Length);
        clips.AsSpan(clip * Shape.Length, Shape.Length).CopyTo(values);
        var random = AugmentationRandom.For(1, 1, clip, view);
        var scratch = ArrayPool<float>.Shared.Rent(Shape.Length);
        var augmentation = view == 0 ? KnownAugmentations.PaperStrong : KnownAugmentations.PaperOrdinary;
        augmentation.Apply(new SkeletonClip(values, Shape, SkeletonLayout.NtuRgbd, scratch.AsSpan(0, Shape.Length)), ref random);
        ArrayPool<float>.Shared.Return(scratch);
    }

    private static double? Python()
    {
        foreach (var name in new[] { "python3", "/usr/bin/python3" })
        {
            var start = new ProcessStartInfo(name, [Path.Combine(AppContext.BaseDirectory, "Augment", "augment.py")])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            try
            {
                using var process = Process.Start(start)!;
                process.ErrorDataReceived += (_, _) => { };
                process.BeginErrorReadLine();
                var text = process.StandardOutput.ReadToEnd();
                process.WaitForExit();
                if (process.ExitCode == 0)
                    return double.Parse(text, CultureInfo.InvariantCulture);
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // Not installed.
            }
        }

        return null;
    }
}
