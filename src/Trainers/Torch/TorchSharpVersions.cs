using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace MsMclr.MLNet.Trainers.Torch;

/// <summary>
/// Lets an application choose its version of TorchSharp. This assembly is compiled against one version, and the runtime refuses a lower
/// one by itself, although nothing is used here that 0.102.7 lacks (a test reads it out of the compiled code).
/// </summary>
internal static class TorchSharpVersions
{
    private const string TorchSharp = "TorchSharp";

    /// <summary>Runs before any other code of this assembly.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It has to come before the runtime looks for TorchSharp, whoever calls first.")]
    internal static void AcceptTheApplications()
        => AssemblyLoadContext.GetLoadContext(typeof(TorchSharpVersions).Assembly)!.Resolving += TheApplications;

    // Asked only where the version that some assembly was compiled against could not be had. A name without a version takes any.
    private static Assembly? TheApplications(AssemblyLoadContext context, AssemblyName missing)
    {
        if (missing.Name != TorchSharp || missing.Version is null)
            return null;
        return context.LoadFromAssemblyName(new AssemblyName(TorchSharp));
    }
}
