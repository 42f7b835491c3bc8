using System.Reflection;
using System.Runtime.InteropServices;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>
/// Finds libtorch for an installed tool, which brings none. Where <c>MSMCLR_LIBTORCH</c> names none either, it is looked for among
/// the packages that NuGet has downloaded for this user. What lies there is loaded as code.
/// </summary>
internal sealed class InstalledLibTorch
{
    private const string Variable = "MSMCLR_LIBTORCH";
    private static readonly string[] Systems = ["linux-x64", "win-x64", "osx-arm64"];
    private readonly Func<string, string?> _variable;
    private readonly IEnumerable<string> _ownFolders;
    private readonly string _system;

    /// <param name="variable">Gives the environment's variables.</param>
    /// <param name="ownFolders">Where the tool's own native libraries lie.</param>
    /// <param name="system">The runtime identifier, such as <c>linux-x64</c>.</param>
    public InstalledLibTorch(Func<string, string?> variable, IEnumerable<string> ownFolders, string system)
    {
        _variable = variable;
        _ownFolders = ownFolders;
        _system = system;
    }

    /// <summary>The version of libtorch that this tool's TorchSharp was built for.</summary>
    public static string Version { get; } = typeof(InstalledLibTorch).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "LibTorchVersion").Value!;

    private string Package => $"libtorch-cpu-{_system}";

    /// <summary>Lets the loader of this process take what is found.</summary>
    /// <exception cref="DllNotFoundException">There is no libtorch; the message says how to get it.</exception>
    public static void Find()
    {
        var search = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        string[] own = [AppContext.BaseDirectory, .. search.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)];
        var found = new InstalledLibTorch(Environment.GetEnvironmentVariable, own, System()).Folder();
        if (found is not null)
            Environment.SetEnvironmentVariable(Variable, found);
    }

    /// <summary>The folder of a downloaded package's libraries; null where none is needed.</summary>
    /// <exception cref="DllNotFoundException">There is none; the message says how to get one.</exception>
    public string? Folder()
    {
        if (!string.IsNullOrEmpty(_variable(Variable)) || _ownFolders.Any(Holds))
            return null;
        var packages = Packages();
        var folder = Path.Combine(packages, Package, Version, "runtimes", _system, "native");
        if (Holds(folder))
            return folder;
        if (!Systems.Contains(_system))
        {
            throw new DllNotFoundException(
                $"Training needs libtorch {Version}, of which there is no package for {_system}: "
                + $"let {Variable} name a folder that holds it.");
        }

        throw new DllNotFoundException(
            $"Training needs libtorch, which this tool does not bring. Download it once, in an empty folder, with "
            + $"'dotnet new console && dotnet add package {Package} --version {Version}', which puts it into {packages}; "
            + $"or let {Variable} name a folder that holds it.");
    }

    private static string System()
    {
        var system = "linux";
        if (OperatingSystem.IsWindows())
            system = "win";
        if (OperatingSystem.IsMacOS())
            system = "osx";
        return $"{system}-{RuntimeInformation.ProcessArchitecture.ToString().ToLowerInvariant()}";
    }

    private string Packages()
    {
        var named = _variable("NUGET_PACKAGES");
        if (!string.IsNullOrEmpty(named))
            return named;
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
    }

    private bool Holds(string folder)
    {
        var file = "libtorch_cpu.so";
        if (_system.StartsWith("win", StringComparison.Ordinal))
            file = "torch_cpu.dll";
        if (_system.StartsWith("osx", StringComparison.Ordinal))
            file = "libtorch_cpu.dylib";
        return File.Exists(Path.Combine(folder, file));
    }
}
