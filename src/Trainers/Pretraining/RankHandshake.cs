using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using System.Text;
using MsMclr.MLNet.Trainers.Pretraining.Checkpoints;
using MsMclr.MLNet.Trainers.Ranks;
using TorchSharp;

namespace MsMclr.MLNet.Trainers.Pretraining;

/// <summary>What ranks settle before the first step: rank 0's seed and checkpoint are everybody's, and all do the same.</summary>
internal static class RankHandshake
{
    /// <summary>Gives every rank the seed of rank 0.</summary>
    public static long Seed(Communicator ranks, long seed) => ranks.FromFirst(seed, "the seed");

    /// <summary>Gives every rank the checkpoint of rank 0, whose file the others may not even see.</summary>
    public static Checkpoint? Checkpoint(Communicator ranks, Checkpoint? from)
    {
        if (ranks.Size == 1)
            return from;
        using var file = new MemoryStream();
        if (from is not null)
            CheckpointFile.Write(file, from);
        var bytes = ranks.FromFirst(file.ToArray(), "the checkpoint");
        if (ranks.Rank == 0)
            return from;
        return bytes.Length == 0 ? null : CheckpointFile.Read(new MemoryStream(bytes), "of rank 0");
    }

    /// <summary>Requires this rank to do what rank 0 does.</summary>
    /// <exception cref="InvalidOperationException">It has other clips, another recipe, another library or other vectors.</exception>
    public static void RequireSame(Communicator ranks, RunIdentity identity, PretrainingData data, MsMclrTrainer.Options options)
    {
        if (ranks.Size == 1)
            return;
        var here = Lines(identity, data, options);
        var text = ranks.FromFirst(Encoding.UTF8.GetBytes(string.Join('\n', here)), "what is trained");
        var there = Encoding.UTF8.GetString(text).Split('\n');
        if (here.SequenceEqual(there))
            return;
        var apart = here.Except(there).Zip(there.Except(here)).Select(pair => $"{pair.First}, and not {pair.Second}").ToList();
        var differences = apart.Count == 0 ? "other settings" : string.Join("; ", apart);
        throw new InvalidOperationException(
            $"Rank {ranks.Rank} of {ranks.Size} does not do what rank 0 does. It has {differences}. Start the same program with the same "
            + "arguments and the same clips on all ranks, on processors of one kind.");
    }

    private static string[] Lines(RunIdentity identity, PretrainingData data, MsMclrTrainer.Options options)
    {
        IEnumerable<RunSetting> settings =
        [
            .. identity.Settings,
            new("Epochs", InvariantText.Of(options.Epochs)),
            new("StopOnCollapse", InvariantText.Of(options.StopOnCollapse)),
            new("probe", InvariantText.Of(data.Probe?.Identity)),
            new("Probe.EveryEpochs", InvariantText.Of(options.Probe?.EveryEpochs)),
            new("Probe.Patience", InvariantText.Of(options.Probe?.Patience)),
            new("library", Version),
            new("OMP_NUM_THREADS", InvariantText.Of(torch.get_num_threads())),
            new("processor", Processor),
        ];
        return [.. settings.Select(setting => $"{setting.Key} {setting.Value.ReplaceLineEndings(" ")}")];
    }

    // Vendor, and family with model and stepping: kernels are chosen by them.
    private static string Processor => X86Base.IsSupported
        ? $"{X86Base.CpuId(0, 0)} {X86Base.CpuId(1, 0).Eax:x}"
        : RuntimeInformation.ProcessArchitecture.ToString();

    private static string Version => typeof(RankHandshake).Assembly
        .GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
