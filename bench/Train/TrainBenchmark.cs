using System.Runtime.CompilerServices;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>One training step, at the size of Quickstart and at full size, against the authors' form in TorchSharp, and against what the machine can do at most.</summary>
internal static class TrainBenchmark
{
    private static readonly ClipShape Full = new(3, 50, 25, 2);
    private static readonly ClipShape Small = new(3, 24, 25, 2);
    private const int Rounds = 3;
    private const string Authors = "the authors' form in TorchSharp";

    public static IEnumerable<Measurement> Run()
    {
        TorchSharpLoader.EnsureLoaded();
        return Measure();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static IEnumerable<Measurement> Measure()
    {
        manual_seed(1);
        set_num_threads(Environment.ProcessorCount);
        var (halved, kept) = (Tape.Bytes(TrainingPrecision.BFloat16, Full), Tape.Bytes(TrainingPrecision.Full, Full));
        yield return new("train.one-body.tape", kept / 1e6, "MB a clip, from forward to backward");
        yield return new("train.one-body.bf16.tape", halved / 1e6, "MB a clip, from forward to backward", "32 bits", kept / halved);
        var (product, convolution) = Peaks();
        yield return new("train.peak.product", product, "GFLOP/s");
        yield return new("train.peak.convolution", convolution, "GFLOP/s");
        var small = Against(MsMclrRecipe.Default with { HiddenChannels = 8, FeatureSize = 128 }, Small, 32, bodies: 1);
        foreach (var measurement in Of("train.quickstart", small, 32))
            yield return measurement;
        var one = Against(MsMclrRecipe.Default, Full, 32, bodies: 1);
        foreach (var measurement in Of("train.one-body", one, 32))
            yield return measurement;
        var half = Against(MsMclrRecipe.Default, Full, 32, bodies: 1, TrainingPrecision.BFloat16);
        foreach (var measurement in Of("train.one-body.bf16", half, 32))
            yield return measurement;
        var two = Against(MsMclrRecipe.Paper, Full, 128, bodies: 2);
        foreach (var measurement in Of("train.two-bodies", two, 128))
            yield return measurement;
        var rate = 128 / two.Ours.Wall * Flops(bodies: 2) / 1e9;
        yield return new("train.fraction-of-peak", rate, "GFLOP/s of the plain form", "the convolution peak of this run", rate / convolution);
    }

    private static IEnumerable<Measurement> Of(string name, ((double Wall, double Processor) Authors, (double Wall, double Processor) Ours) times, int batch)
    {
        yield return new(name, batch / times.Ours.Wall, "clips/s", $"{Authors}, batch {batch}", times.Authors.Wall / times.Ours.Wall);
        yield return new($"{name}.processor", 1000 * times.Ours.Processor / batch, "ms a clip", $"{Authors}, batch {batch}", times.Authors.Processor / times.Ours.Processor);
    }

    private static ((double Wall, double Processor) Authors, (double Wall, double Processor) Ours) Against(MsMclrRecipe recipe, ClipShape shape, int count, int bodies,
        TrainingPrecision precision = TrainingPrecision.Full)
    {
        var (authors, ours) = (new AuthorsStep(recipe.HiddenChannels, recipe.FeatureSize), new OurStep(recipe, shape, precision));
        var clips = Clips(shape, count, bodies);
        using var input = tensor(clips, [count, 3, shape.Frames, 25, 2]);
        var times = Median.Both(Rounds, () => authors.Run(input, input, input), () => ours.Run(clips, count));
        return (times[0], times[1]);
    }

    private static float[] Clips(ClipShape shape, int count, int bodies)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count * shape.Length).Select(i => i % 2 < bodies ? (float)random.NextDouble() - 0.5f : 0)];
    }

    // What libtorch reaches when nothing stands in its way: the best of several.
    private static (double Product, double Convolution) Peaks()
    {
        using var scope = NewDisposeScope();
        using var grad = no_grad();
        var (a, b) = (randn(1536, 1536), randn(1536, 1536));
        var (x, w) = (randn(16, 256, 32, 32), randn(256, 256, 3, 3));
        return (Best(() => matmul(a, b).Dispose(), 2.0 * 1536 * 1536 * 1536), Best(() => nn.functional.conv2d(x, w).Dispose(), 2.0 * 16 * 256 * 256 * 9 * 30 * 30));
    }

    private static double Best(Action work, double flops)
    {
        var best = double.MaxValue;
        for (var i = 0; i < 12; i++)
        {
            var watch = System.Diagnostics.Stopwatch.StartNew();
            work();
            best = Math.Min(best, watch.Elapsed.TotalSeconds);
        }

        return flops / best / 1e9;
    }

    // Multiplications and additions of the plain form: three forward passes, and two backward ones of twice the work. Heads and losses are left out.
    private static double Flops(int bodies)
    {
        var (flops, frames) = (0.0, Full.Frames);
        foreach (var block in EncoderArchitecture.Paper.Blocks)
        {
            var after = block.FramesAfter(frames);
            flops += 2.0 * 25 * frames * block.Outputs * 3 * (block.Inputs + 25);
            var projected = block.Residual == BlockResidual.Projection ? block.Inputs : 0;
            flops += 2.0 * 25 * after * block.Outputs * ((block.Outputs * EncoderArchitecture.TemporalKernel) + projected);
            frames = after;
        }

        return 7 * bodies * flops;
    }
}
