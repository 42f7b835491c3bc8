using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Mpi.Library;

/// <summary>Finds the MPI library of this machine, the one that belongs to whatever has started the process.</summary>
internal static class MpiLibrary
{
    /// <summary>The variable that names the library's file.</summary>
    public const string Variable = "MSMCLR_MPI";

    private const string OpenMpi = "libmpi.so.40";
    private const string Mpich = "libmpich.so.12";
    private const string Compatible = "libmpi.so.12";

    /// <summary>Loads it.</summary>
    /// <param name="setting">Reads a variable of the environment.</param>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public static nint Load(Func<string, string?> setting)
    {
        if (setting(Variable) is { Length: > 0 } named)
        {
            if (NativeLibrary.TryLoad(named, out var chosen))
                return chosen;
            throw new DllNotFoundException(
                $"{Variable} is {named}, which is not there or is no library of this system. Set it to the file libmpi.so of Open MPI or "
                + "MPICH, or leave it unset.");
        }

        foreach (var name in Names(setting))
        {
            if (NativeLibrary.TryLoad(name, out var library))
                return library;
        }

        throw new DllNotFoundException(
            "There is no MPI library: install one (Debian and Ubuntu: apt-get install openmpi-bin libopenmpi3), or set "
            + $"{Variable} to the file libmpi.so of Open MPI or MPICH.");
    }

    /// <summary>The names to try, the launcher's own library first: a foreign one would find one process where several are.</summary>
    public static string[] Names(Func<string, string?> setting)
    {
        if (OperatingSystem.IsWindows())
            return ["msmpi.dll"];
        if (OperatingSystem.IsMacOS())
            return ["libmpi.40.dylib", "libmpi.12.dylib", "libmpi.dylib"];
        var isHydra = setting("PMI_RANK") is not null && setting("OMPI_COMM_WORLD_RANK") is null;
        if (isHydra)
            return [Mpich, Compatible, OpenMpi, "libmpi.so"];
        return [OpenMpi, Mpich, Compatible, "libmpi.so"];
    }
}
