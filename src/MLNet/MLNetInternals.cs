using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace MsMclr.MLNet.Interop;

/// <summary>
/// The few things that a component outside ML.NET needs and ML.NET keeps internal. All of them are here, so that a change in
/// ML.NET breaks one file (and its tests), not the library.
/// </summary>
internal static class MLNetInternals
{
    /// <summary>The column description that <see cref="IEstimator{T}.GetOutputSchema"/> has to return; its constructor is internal.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    public static extern SchemaShape.Column NewColumn(string name, SchemaShape.Column.VectorKind kind, DataViewType itemType, bool isKey, SchemaShape? annotations);

    /// <summary>The environment (seed, log, GPU choice) behind <c>mlContext.Data</c>.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    public static extern ref readonly IHostEnvironment Environment(DataOperationsCatalog catalog);

    /// <summary>The environment behind <c>mlContext.Transforms</c>.</summary>
    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    public static extern ref readonly IHostEnvironment Environment(TransformsCatalog catalog);

    /// <summary>The environment behind <c>mlContext.MulticlassClassification.Trainers</c>.</summary>
    public static IHostEnvironment Environment(MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers) => TrainEnvironment(Owner(trainers));

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Owner")]
    private static extern TrainCatalogBase Owner(TrainCatalogBase.CatalogInstantiatorBase trainers);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Environment")]
    private static extern IHostEnvironment TrainEnvironment(TrainCatalogBase catalog);

    /// <summary>The device that an environment was told to use: <c>MLContext.GpuDeviceId</c> and <c>FallbackToCpu</c>, which its inner environments share.</summary>
    public static (int? GpuDeviceId, bool FallbackToCpu) Device(IHostEnvironment environment)
    {
        return environment is MLContext context ? (context.GpuDeviceId, context.FallbackToCpu)
            : ((int?)Setting(environment, "GpuDeviceId"), Setting(environment, "FallbackToCpu") is true);
    }

    /// <summary>Where temporary files go: <c>MLContext.TempFilePath</c>, or the system's folder.</summary>
    public static string TempFolder(IHostEnvironment environment)
        => (environment is MLContext context ? context.TempFilePath : (string?)Setting(environment, "TempFilePath")) ?? Path.GetTempPath();

    private static object? Setting(IHostEnvironment environment, string name)
        => Array.Find(environment.GetType().GetInterfaces(), type => type.Name == "IHostEnvironmentInternal")?.GetProperty(name)?.GetValue(environment);

    /// <summary>Whether <c>MLContext.CancelExecution</c> was called, which is internal: AutoML does so when a trial's time is up.</summary>
    public static Func<bool> Canceled(IHostEnvironment environment)
    {
        var getter = Array.Find(environment.GetType().GetInterfaces(), type => type.Name == "ICancelable")?.GetProperty("IsCanceled")?.GetMethod;
        return getter is null ? () => false : getter.CreateDelegate<Func<bool>>(environment);
    }
}
