using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Trainers.Torch.Native;

/// <summary>
/// How the threads of libtorch wait for work: asleep, unless the user says otherwise. By default OpenMP's threads spin, which makes
/// training beside other work 2 to 2.5 times slower, at twice the processor time, for the same bits.
/// </summary>
internal static class OpenMPWaiting
{
    private const string Policy = "OMP_WAIT_POLICY";

    // The variables of GNU's, Intel's and LLVM's OpenMP that say how long threads spin.
    private static readonly string[] Others = ["GOMP_SPINCOUNT", "KMP_BLOCKTIME", "KMP_LIBRARY"];

    /// <summary>Tells OpenMP, which reads its variables when it is loaded.</summary>
    /// <param name="variable">Gives a variable of this process.</param>
    /// <param name="set">Sets one where native libraries see it.</param>
    public static void Apply(Func<string, string?> variable, Action<string, string> set)
    {
        if (variable(Policy) is { Length: > 0 } chosen)
            set(Policy, chosen); // A program may have set it, which native libraries don't see.
        else if (!Others.Any(other => !string.IsNullOrEmpty(variable(other))))
            set(Policy, "passive");
    }

    /// <summary>Sets a variable of the process itself, not only of .NET's copy.</summary>
    public static void Set(string name, string value)
    {
        if (OperatingSystem.IsWindows())
        {
            Environment.SetEnvironmentVariable(name, value);
            return;
        }

        try
        {
            _ = setenv(name, value, overwrite: 1);
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            // Training works all the same, a little slower beside other work.
        }
    }

    [DllImport("libc", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int setenv(string name, string value, int overwrite);
}
