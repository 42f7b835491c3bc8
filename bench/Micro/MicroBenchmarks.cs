using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace MsMclr.MLNet.Bench;

/// <summary>
/// What is short enough for BenchmarkDotNet. Steps and files take the interleaved rounds of <see cref="Median"/>, because they compare
/// with something else in the same run.
/// </summary>
internal static class MicroBenchmarks
{
    // In this process, since a project of its own would need libtorch again.
    public static void Run() => BenchmarkRunner.Run<EachAugmentation>(DefaultConfig.Instance
        .AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.DontLogOutput))
        .WithArtifactsPath(Path.Combine(Path.GetTempPath(), "msmclr-bench")));
}
