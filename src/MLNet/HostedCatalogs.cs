using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace MsMclr.MLNet.Interop;

/// <summary>
/// ML.NET's catalogs for what a component of ours does with ML.NET's own. A context of its own would hide it: what is made with these
/// catalogs writes to the log of the user's context, and ends when that context is canceled. It runs on the CPU: the GPU that a user's
/// context names is for encoders, and fitting a small ONNX graph there would fail with the CPU build of ONNX Runtime.
/// </summary>
internal sealed class HostedCatalogs : IDisposable
{
    // A host with a seed takes no number from the user's own sequence, so what a user draws later doesn't depend on our work.
    private const int Seed = 1;
    private readonly CancellationToken _cancellationToken;
    private readonly CancellationTokenRegistration _registration;

    /// <summary>Registers a host under an environment.</summary>
    /// <param name="environment">The user's environment.</param>
    /// <param name="name">What the host is called in the log.</param>
    /// <param name="cancellationToken">Ends what runs on the catalogs, and nothing else of the environment.</param>
    public HostedCatalogs(IHostEnvironment environment, string name, CancellationToken cancellationToken = default)
    {
        var host = environment.Register(name, seed: Seed);
        MLNetInternals.UseCpu(host);
        Data = NewData(host);
        Transforms = NewTransforms(host);
        Multiclass = NewMulticlass(host).Trainers;
        _cancellationToken = cancellationToken;
        _registration = cancellationToken.Register(() => MLNetInternals.Cancel(host));
    }

    public DataOperationsCatalog Data { get; }

    public TransformsCatalog Transforms { get; }

    public MulticlassClassificationCatalog.MulticlassClassificationTrainers Multiclass { get; }

    /// <summary>Fits an estimator of these catalogs. The token ends it at the next step of its own.</summary>
    /// <exception cref="OperationCanceledException">The token or the environment asked for it.</exception>
    public TTransformer Fit<TTransformer>(IEstimator<TTransformer> estimator, IDataView view)
        where TTransformer : ITransformer
    {
        _cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return estimator.Fit(view);
        }
        catch (OperationCanceledException) when (_cancellationToken.IsCancellationRequested)
        {
            // The host's exception doesn't name the token that was the reason.
            throw new OperationCanceledException(_cancellationToken);
        }
    }

    /// <summary>The token no longer has an effect.</summary>
    public void Dispose() => _registration.Dispose();

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern DataOperationsCatalog NewData(IHostEnvironment environment);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern TransformsCatalog NewTransforms(IHostEnvironment environment);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern MulticlassClassificationCatalog NewMulticlass(IHostEnvironment environment);
}
