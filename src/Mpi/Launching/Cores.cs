using System.Globalization;

namespace MsMclr.MLNet.Mpi.Launching;

/// <summary>The cores of the machine, whichever of them this process may use.</summary>
internal static class Cores
{
    private const string Online = "/sys/devices/system/cpu/online";

    /// <summary>Gets how many there are.</summary>
    public static int OfMachine
    {
        get
        {
            if (!File.Exists(Online))
                return Environment.ProcessorCount;
            return Math.Max(Environment.ProcessorCount, Count(File.ReadAllText(Online)));
        }
    }

    /// <summary>Counts a list as the kernel writes it, <c>0-3,8</c>.</summary>
    public static int Count(string list)
    {
        var count = 0;
        foreach (var run in list.Trim().Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = run.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
            count += ends[^1] - ends[0] + 1;
        }

        return count;
    }
}
