using System.Runtime.CompilerServices;
using MsMclr.MLNet.Transforms.Encoders.Architecture;
using static TorchSharp.torch;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// One training step, at the size of Quickstart and at full size, against the authors' form in TorchSharp, and against what the machine
/// can do at most.
/// </summary>
internal static class TrainBenchmark
{
    private const int Rounds = 3;
    private const string Authors = "the authors' form in TorchSharp";
    private static readonly ClipShape Full = new(3, 50, 25, 2);
    private static readonly ClipShape Small = new(3, 24, 25, 2);

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
        var halved = Tape.Bytes(TrainingPrecision.BFloat16, Full);
        var kept = Tape.Bytes(TrainingPrecision.Full, Full);
        yield return new("train.one-body.tape", kept / 1e6, "MB a clip, from forward to backward");
        yield return new("train.one-body.bf16.tape", halved / 1e6, "MB a clip, from forward to backward", "32 bits", kept / halved);
        var peaks = MachinePeaks.Measure();
        yield return new("train.peak.product", peaks.Product, "GFLOP/s");
        yield return new("train.peak.convolution", peaks.Convolution, "GFLOP/s");

        var quickstart = new MsMclrRecipe { HiddenChannels = 8, FeatureSize = 128 };
        foreach (var measurement in Lines("train.quickstart", 32, Compare(quickstart, Small, 32, bodies: 1)))
            yield return measurement;
        foreach (var measurement in Lines("train.one-body", 32, Compare(new MsMclrRecipe(), Full, 32, bodies: 1)))
            yield return measurement;
        var half = Compare(new MsMclrRecipe(), Full, 32, bodies: 1, TrainingPrecision.BFloat16);
        foreach (var measurement in Lines("train.one-body.bf16", 32, half))
            yield return measurement;
        var two = Compare(MsMclrRecipe.Paper, Full, 128, bodies: 2);
        foreach (var measurement in Lines("train.two-bodies", 128, two))
            yield return measurement;

        const string Peer = "the convolution peak of this run";
        var rate = 128 / two.Ours.Wall * Flops(bodies: 2) / 1e9;
        yield return new("train.fraction-of-peak", rate, "GFLOP/s of the plain form", Peer, rate / peaks.Convolution);
    }

    private static IEnumerable<Measurement> Lines(string name, int batch, Comparison times)
    {
        var against = $"{Authors}, batch {batch}";
        var milliseconds = 1000 * times.Ours.Processor / batch;
        yield return new(name, batch / times.Ours.Wall, "clips/s", against, times.Authors.Wall / times.Ours.Wall);
        yield return new($"{name}.processor", milliseconds, "ms a clip", against, times.Authors.Processor / times.Ours.Processor);
    }

    private static Comparison Compare(
        MsMclrRecipe recipe, ClipShape shape, int count, int bodies, TrainingPrecision precision = TrainingPrecision.Full)
    {
        var authors = new AuthorsStep(recipe.HiddenChannels, recipe.FeatureSize);
        var ours = new OurStep(recipe, shape, precision);
        var clips = Clips(shape, count, bodies);
        using var input = tensor(clips, [count, 3, shape.Frames, 25, 2]);
        var times = Median.Both(Rounds, () => authors.Run(input, input, input), () => ours.Run(clips, count));
        return new(times[0], times[1]);
    }

    private static float[] Clips(ClipShape shape, int count, int bodies)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count * shape.Length).Select(i => i % 2 < bodies ? (float)random.NextDouble() - 0.5f : 0)];
    }

    // Multiplications and additions of the plain form: three forward passes, and two backward ones of twice the work. Heads and losses
    // are left out.
    private static double Flops(int bodies)
    {
        var flops = 0.0;
        var frames = Full.Frames;
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

    private readonly record struct Comparison(Times Authors, Times Ours);
}
