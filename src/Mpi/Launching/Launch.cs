using System.Globalization;

namespace MsMclr.MLNet.Mpi.Launching;

/// <summary>How the process was started, as far as its environment tells.</summary>
/// <param name="setting">Reads a variable of the environment.</param>
internal sealed class Launch(Func<string, string?> setting)
{
    /// <summary>Gets how many processes the launcher says that it has started; null where it doesn't.</summary>
    public int? Processes => Number("OMPI_COMM_WORLD_SIZE") ?? Number("PMI_SIZE") ?? Number("SLURM_STEP_NUM_TASKS");

    /// <summary>Gets how many of them run on this machine.</summary>
    public int? ProcessesHere => Number("OMPI_COMM_WORLD_LOCAL_SIZE") ?? Number("MPI_LOCALNRANKS");

    /// <summary>Gets how many threads each is told to take.</summary>
    public int? Threads => Number("OMP_NUM_THREADS");

    /// <summary>Requires the library to find the processes that were started.</summary>
    /// <exception cref="InvalidOperationException">Each finds itself alone.</exception>
    public void RequireAll(int found, string library)
    {
        if (found > 1 || Processes is not > 1)
            return;
        throw new InvalidOperationException(
            $"{Processes} processes were started, and each finds itself alone, as the launcher and the library ({library}) are not of one "
            + "MPI. Set MSMCLR_MPI to the launcher's own libmpi.so. With Slurm and Debian's Open MPI: srun --mpi=pmix.");
    }

    /// <summary>What makes a run slow, in words.</summary>
    /// <param name="coresHere">The cores that this process may use.</param>
    /// <param name="coresOfMachine">All that the machine has.</param>
    public IEnumerable<string> Advice(int coresHere, int coresOfMachine)
    {
        var here = ProcessesHere ?? 1;
        if (coresHere == 1 && coresOfMachine >= 2 * here)
        {
            yield return $"This process is bound to 1 of {coresOfMachine} cores, as mpirun does for one or two processes: "
                + $"add --bind-to none, or --map-by slot:PE={coresOfMachine / here}.";
            yield break;
        }

        var threads = Threads ?? coresHere;
        var isBound = coresHere < coresOfMachine;
        if (here > 1 && !isBound && here * threads > coresOfMachine)
        {
            yield return $"{here} processes of {threads} threads share {coresOfMachine} cores: set OMP_NUM_THREADS="
                + $"{Math.Max(1, coresOfMachine / here)}, or start fewer processes.";
        }
    }

    private int? Number(string variable)
    {
        if (int.TryParse(setting(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return number;
        return null;
    }
}
