using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MsMclr.MLNet.Interop;

/// <summary>
/// The few things that a component outside ML.NET needs and ML.NET keeps internal. They are here and in
/// <see cref="HostedCatalogs"/>, so that a change in ML.NET breaks two files (and their tests), not the library.
/// </summary>
internal static class MLNetInternals
{
    /// <summary>
    /// The column description that <see cref="IEstimator{T}.GetOutputSchema"/> has to return; its constructor is internal.
    /// </summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern SchemaShape.Column NewColumn(
        string name,
        SchemaShape.Column.VectorKind kind,
        DataViewType itemType,
        bool isKey,
        SchemaShape? annotations);

    /// <summary>The environment (seed, log, GPU choice) behind <c>mlContext.Data</c>.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    public static extern ref readonly IHostEnvironment Environment(DataOperationsCatalog catalog);

    /// <summary>The environment behind <c>mlContext.Transforms</c>.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    public static extern ref readonly IHostEnvironment Environment(TransformsCatalog catalog);

    /// <summary>The environment behind <c>mlContext.Model</c>.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    public static extern ref readonly IHostEnvironment Environment(ModelOperationsCatalog catalog);

    /// <summary>The environment behind <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
    public static IHostEnvironment Environment(MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers)
        => TrainEnvironment(Owner(trainers));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Owner")]
    private static extern TrainCatalogBase Owner(TrainCatalogBase.CatalogInstantiatorBase trainers);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Environment")]
    private static extern IHostEnvironment TrainEnvironment(TrainCatalogBase catalog);

    /// <summary>
    /// The device that an environment was told to use: <c>MLContext.GpuDeviceId</c> and <c>FallbackToCpu</c>, which its inner
    /// environments share.
    /// </summary>
    public static (int? GpuDeviceId, bool FallbackToCpu) Device(IHostEnvironment environment)
    {
        if (environment is MLContext context)
            return (context.GpuDeviceId, context.FallbackToCpu);
        return ((int?)Setting(environment, "GpuDeviceId"), Setting(environment, "FallbackToCpu") is true);
    }

    /// <summary>Where temporary files go: <c>MLContext.TempFilePath</c>, or the system's folder.</summary>
    public static string TempFolder(IHostEnvironment environment)
    {
        var chosen = environment is MLContext context ? context.TempFilePath : (string?)Setting(environment, "TempFilePath");
        return chosen ?? Path.GetTempPath();
    }

    /// <summary>Whether <c>MLContext.CancelExecution</c> was called, which is internal: AutoML does so when a trial's time is up.</summary>
    public static Func<bool> Canceled(IHostEnvironment environment)
    {
        var getter = Interface(environment, "ICancelable")?.GetProperty("IsCanceled")?.GetMethod;
        return getter is null ? () => false : getter.CreateDelegate<Func<bool>>(environment);
    }

    /// <summary>Calls the same method of a host: what runs on it, and on hosts registered under it, ends.</summary>
    public static void Cancel(IHost host) => Interface(host, "ICancelable")!.GetMethod("CancelExecution")!.Invoke(host, null);

    /// <summary>Takes the device away from a host, and from hosts registered under it. The environment above keeps it.</summary>
    public static void UseCpu(IHost host)
        => Interface(host, "IHostEnvironmentInternal")!.GetProperty("GpuDeviceId")!.SetValue(host, null);

    private static object? Setting(IHostEnvironment environment, string name)
        => Interface(environment, "IHostEnvironmentInternal")?.GetProperty(name)?.GetValue(environment);

    private static Type? Interface(IHostEnvironment environment, string name)
        => Array.Find(environment.GetType().GetInterfaces(), type => type.Name == name);
}
