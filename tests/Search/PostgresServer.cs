using System.Diagnostics;
using Npgsql;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// A PostgreSQL server for tests, in a folder of its own and heard through a socket alone, or the one that MSMCLR_POSTGRES names. Tests
/// skip, with the reason, where there is none or it has no pgvector.
/// </summary>
internal sealed class PostgresServer : IDisposable
{
    private readonly string? _programs;
    private readonly TemporaryFolder? _folder;

    private PostgresServer(string database, string? programs, TemporaryFolder? folder)
    {
        Database = database;
        _programs = programs;
        _folder = folder;
    }

    /// <summary>How Npgsql connects.</summary>
    public string Database { get; }

    public static PostgresServer Start()
    {
        var named = Environment.GetEnvironmentVariable("MSMCLR_POSTGRES");
        if (!string.IsNullOrEmpty(named))
            return new PostgresServer(named, null, null);
        var programs = Programs();
        if (programs is null)
            Assert.Ignore("There is no PostgreSQL here: install Debian's postgresql and pgvector, or name a server in MSMCLR_POSTGRES.");
        var folder = new TemporaryFolder();
        var server = new PostgresServer($"Host={folder.Path};Username=tester;Database=postgres", programs, folder);
        server.Begin(folder.Path);
        return server;
    }

    /// <summary>Skips the test where the server has no pgvector.</summary>
    public void RequireVectors()
    {
        using var source = NpgsqlDataSource.Create(Database);
        using var command = source.CreateCommand("select count(*) from pg_available_extensions where name = 'vector'");
        if ((long)command.ExecuteScalar()! == 0)
            Assert.Ignore("This PostgreSQL has no pgvector: install postgresql-NN-pgvector, or build it (docs/search.md).");
    }

    public void Dispose()
    {
        if (_folder is null)
            return;
        Run(_folder.Path, Path.Combine(_programs!, "pg_ctl"), "stop", "-D", Path.Combine(_folder.Path, "data"), "-m", "immediate");
        _folder.Dispose();
    }

    private static string? Programs()
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        IEnumerable<string> debian = Directory.Exists("/usr/lib/postgresql")
            ? Directory.EnumerateDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin"))
            : [];
        return path.Concat(debian).FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")));
    }

    private static bool IsRoot() => Environment.UserName == "root";

    private static void Run(string folder, params string[] command)
    {
        // PostgreSQL refuses to run as root; its package made a user for it.
        string[] words = IsRoot() ? ["runuser", "-u", "postgres", "--", .. command] : command;
        using var process = Process.Start(new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = folder,
            RedirectStandardError = true,
        })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            Assert.Ignore($"PostgreSQL does not run here: {process.StandardError.ReadToEnd()}");
    }

    private void Begin(string folder)
    {
        if (OperatingSystem.IsLinux() && IsRoot())
            File.SetUnixFileMode(folder, (UnixFileMode)511); // For the user that runs the server.
        var data = Path.Combine(folder, "data");
        Run(folder, Path.Combine(_programs!, "initdb"), "-D", data, "-U", "tester", "-A", "trust", "--no-sync");
        var options = $"-k {folder} -c listen_addresses='' -c fsync=off";
        Run(folder, Path.Combine(_programs!, "pg_ctl"), "start", "-w", "-D", data, "-l", Path.Combine(folder, "log"), "-o", options);
    }
}
