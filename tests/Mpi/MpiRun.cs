using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>tests/Ranks, started with mpirun.</summary>
internal static class MpiRun
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "MsMclr.MLNet.Ranks.dll")
        .Replace(Path.Combine("tests", "Mpi"), Path.Combine("tests", "Ranks"), StringComparison.Ordinal);

    /// <summary>Skips a test where there is no MPI.</summary>
    public static void Require()
    {
        if (!Found("mpirun"))
            Assert.Ignore("There is no mpirun here: apt-get install openmpi-bin libopenmpi3.");
    }

    /// <summary>Runs it, and gives what came of it.</summary>
    /// <param name="processes">How many ranks; 0 for a process without MPI.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <param name="arguments">What follows the program's name.</param>
    public static async Task<Outcome> Start(int processes, CancellationToken cancellation, params string[] arguments)
    {
        string[] launcher = ["mpirun", "-n", $"{processes}", "--oversubscribe", "--bind-to", "none", "dotnet"];
        string[] command = [.. processes == 0 ? ["dotnet"] : launcher, Program, .. arguments];
        using var process = new Process
        {
            StartInfo = new(command[0], command[1..])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment =
                {
                    ["OMP_NUM_THREADS"] = "1",
                    ["TERM"] = "dumb",
                    // A container's tests run as root.
                    ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
                    ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
                    ["OMPI_MCA_mpi_yield_when_idle"] = "1",
                },
            },
        };
        process.Start();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var errors = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return new(process.ExitCode, await output, await errors, DateTimeOffset.UtcNow);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static bool Found(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>What came of a job.</summary>
    /// <param name="Code">Its exit code.</param>
    /// <param name="Output">What its ranks wrote.</param>
    /// <param name="Errors">What they and mpirun complained of.</param>
    /// <param name="End">When it was over.</param>
    public sealed record Outcome(int Code, string Output, string Errors, DateTimeOffset End)
    {
        /// <summary>Gets how long it has lasted since a rank said that something goes wrong.</summary>
        public TimeSpan SinceTrouble
        {
            get
            {
                var words = Output.Split(["trouble at ", "\n"], StringSplitOptions.None);
                return End - DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(words[1], CultureInfo.InvariantCulture));
            }
        }
    }
}
