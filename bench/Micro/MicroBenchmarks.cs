using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MsMclr.MLNet.Bench;

/// <summary>What is short enough for BenchmarkDotNet. Steps and files take the interleaved rounds of <see cref="Median"/>: they compare with something else in the same run.</summary>
internal static class MicroBenchmarks
{
    public static void Run() => BenchmarkRunner.Run<EachAugmentation>(DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput)) // In this process: a project of its own would need libtorch again.
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "msmclr-bench")));
}
