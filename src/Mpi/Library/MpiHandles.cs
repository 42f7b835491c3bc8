using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Mpi.Library;

/// <summary>
/// What the names of <c>mpi.h</c> stand for, which every library decides for itself: addresses of its own data in Open MPI, numbers in
/// MPICH and its kin.
/// </summary>
/// <param name="World">MPI_COMM_WORLD.</param>
/// <param name="Byte">MPI_BYTE.</param>
/// <param name="StatusIgnore">MPI_STATUS_IGNORE.</param>
internal readonly record struct MpiHandles(nint World, nint Byte, nint StatusIgnore)
{
    private static readonly MpiHandles Mpich = new(0x44000000, 0x4c00010d, 1);

    /// <summary>Those of a library.</summary>
    public static MpiHandles Of(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "ompi_mpi_comm_world", out var world))
            return Mpich;
        return new(world, NativeLibrary.GetExport(library, "ompi_mpi_byte"), StatusIgnore: 0);
    }
}
