using System.Diagnostics;

namespace MsMclr.MLNet.Tests;

/// <summary>Not a test of right and wrong: prints what a view costs.</summary>
public class AugmentationSpeedTests
{
    [Test, Explicit("Prints times.")]
    public void Prints_microseconds_a_view()
    {
        SkeletonAugmentation[] augmentations =
        [
            KnownAugmentations.PaperOrdinary,
            KnownAugmentations.PaperStrong,
            KnownAugmentations.Strong,
            .. KnownAugmentations.PaperStrong.Steps,
            .. SkeletonAugmentationTests.Others,
        ];
        foreach (var augmentation in augmentations)
        {
            var clip = ClipUnderTest.Random(new ClipShape(3, 50, 25, 2), 1);
            var clean = clip.Values.ToArray();
            var best = double.MaxValue;
            for (var round = 0; round < 20; round++)
            {
                var watch = Stopwatch.StartNew();
                for (var i = 0; i < 500; i++)
                {
                    clean.CopyTo(clip.Values, 0);
                    var random = AugmentationRandom.For(1, round, i, 0);
                    augmentation.Apply(clip.Clip, ref random);
                }

                best = Math.Min(best, watch.Elapsed.TotalMicroseconds / 500);
            }

            var name = augmentation is AugmentationSequence sequence ? $"{sequence.Steps.Length} steps" : augmentation.GetType().Name;
            TestContext.Out.WriteLine($"{name,-16} {best:f2} us");
        }
    }

    [Test, Explicit("Prints times.")]
    public void Prints_milliseconds_for_three_views_of_128_clips_on_two_threads()
    {
        var shape = new ClipShape(3, 50, 25, 2);
        var clips = Enumerable.Range(0, 128).Select(seed => ClipUnderTest.Random(shape, seed).Values).ToArray();
        var views = new float[3 * clips.Length][];
        for (var i = 0; i < views.Length; i++)
            views[i] = new float[shape.Length];
        using var scratch = new ThreadLocal<float[]>(() => new float[shape.Length]);
        var best = double.MaxValue;
        for (var round = 0; round < 50; round++)
        {
            var watch = Stopwatch.StartNew();
            Parallel.For(0, views.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, i =>
            {
                clips[i / 3].CopyTo(views[i], 0);
                var random = AugmentationRandom.For(1, round, i / 3, i % 3);
                var augmentation = i % 3 == 0 ? KnownAugmentations.PaperStrong : KnownAugmentations.PaperOrdinary;
                augmentation.Apply(new SkeletonClip(views[i], shape, SkeletonLayout.NtuRgbd, scratch.Value), ref random);
            });
            best = Math.Min(best, watch.Elapsed.TotalMilliseconds);
        }

        TestContext.Out.WriteLine($"three views of 128 clips: {best:f2} ms");
    }
}
