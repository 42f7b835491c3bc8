using MsMclr.MLNet.Trainers.Torch.Native;

namespace MsMclr.MLNet;

/// <summary>
/// Loads libtorch, which training runs on, and TorchSharp's own native library into the process.
/// </summary>
/// <remarks>
/// <para>
/// The trainers call <see cref="EnsureLoaded"/> themselves. Call it at the start of a program that uses TorchSharp, or a package
/// built on it, before our trainers do: whoever comes first decides how the libraries are loaded.
/// </para>
/// <para>
/// TorchSharp's library asks for the symbol version <c>GLIBCXX_3.4.32</c>, which the libstdc++ of Debian 12, Ubuntu 22.04 and
/// RHEL 9 does not have, although it uses nothing of that version. Where it therefore does not load, a copy that asks less
/// strictly is loaded in its place. The copy is kept in the folder <c>MsMclr.MLNet</c> of the user's local application data,
/// closed to other users, and its content is verified before it is loaded.
/// </para>
/// <para>
/// The one switch is the environment variable <c>MSMCLR_TORCH_REPAIR</c>. <c>1</c>, the default, makes such a copy where one is
/// needed. With <c>0</c> none is made, and libraries are loaded as they are or not at all.
/// </para>
/// <para>
/// The environment variable <c>MSMCLR_LIBTORCH</c> names a folder that holds a libtorch of your own, which is loaded in place of
/// a package's. What it names is run as code: let nobody else write to that folder or to the variable.
/// </para>
/// <para>Both variables are read once, by the first call in a process.</para>
/// <para>
/// OpenMP's threads sleep while they wait: <c>OMP_WAIT_POLICY</c> is set to <c>passive</c> before libtorch is loaded, unless it,
/// <c>GOMP_SPINCOUNT</c>, <c>KMP_BLOCKTIME</c> or <c>KMP_LIBRARY</c> is set already. The results are the same to the bit.
/// </para>
/// </remarks>
public static class TorchSharpLoader
{
    // Lazy runs it once, whatever the threads, and throws the same exception again where it failed.
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>
    /// Loads libtorch and TorchSharp's native library, once a process. Later calls do nothing, or throw what the first one threw.
    /// </summary>
    /// <exception cref="DllNotFoundException">
    /// There is no usable libtorch (the message names the package to add), the folder that <c>MSMCLR_LIBTORCH</c> names holds none,
    /// <c>MSMCLR_TORCH_REPAIR</c> is neither 0 nor 1, or the repaired copy can be kept in no folder (the message names the folders,
    /// the reasons and the remedy).
    /// </exception>
    public static void EnsureLoaded() => _ = Loaded.Value;

    private static bool Load()
    {
        var settings = LoadingSettings.Read(Environment.GetEnvironmentVariable);
        OpenMPWaiting.Apply(Environment.GetEnvironmentVariable, OpenMPWaiting.Set);
        new LoadingSequence(new SystemLibraries(), new TorchSharpStart()).Run(settings);
        return true;
    }
}
