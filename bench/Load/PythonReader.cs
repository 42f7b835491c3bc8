using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Bench;

/// <summary>Runs the peer of <c>load.ntu</c>, <c>bench/Load/ntu_reader.py</c>, where there is a Python with NumPy.</summary>
internal static class PythonReader
{
    /// <summary>MB/s of one core, or null where no Python with NumPy is found.</summary>
    public static double? MegabytesASecond(IReadOnlyList<string> files)
    {
        // A version manager's python3 is often first on the path and without packages; the system's may have them.
        foreach (var python in new[] { Environment.GetEnvironmentVariable("MSMCLR_PYTHON"), "python3", "/usr/bin/python3", "python" })
        {
            if (!string.IsNullOrEmpty(python) && Run(python, files) is { } rate)
                return rate;
        }

        return null;
    }

    private static double? Run(string python, IReadOnlyList<string> files)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Load", "ntu_reader.py");
        var start = new ProcessStartInfo(python, [program, .. files]) { RedirectStandardOutput = true };
        try
        {
            using var process = Process.Start(start)!;
            var fields = process.StandardOutput.ReadToEnd().Split(' ');
            process.WaitForExit();
            if (process.ExitCode != 0)
                return null;
            var bytes = double.Parse(fields[0], CultureInfo.InvariantCulture);
            return bytes / 1e6 / double.Parse(fields[1], CultureInfo.InvariantCulture);
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
