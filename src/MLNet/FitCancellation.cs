using Microsoft.ML.Runtime;

namespace MsMclr.MLNet.Interop;

/// <summary>
/// The two ways in which a <c>Fit</c> is told to end: the token of its options, and ML.NET's own, <c>MLContext.CancelExecution</c>,
/// which has no token to wait for and is asked at each step.
/// </summary>
internal readonly struct FitCancellation
{
    private readonly Func<bool>? _isContextCanceled;

    /// <param name="token">The token of the options.</param>
    /// <param name="host">A host of the context's, or null where there is none to ask.</param>
    public FitCancellation(CancellationToken token, IHost? host = null)
    {
        Token = token;
        _isContextCanceled = host is null ? null : MLNetInternals.Canceled(host);
    }

    /// <summary>The token alone, for work that is over within a step.</summary>
    public CancellationToken Token { get; }

    public bool IsRequested => Token.IsCancellationRequested || IsContextCanceled;

    private bool IsContextCanceled => _isContextCanceled is not null && _isContextCanceled();

    /// <exception cref="OperationCanceledException">One of the two asked for it.</exception>
    public void ThrowIfRequested()
    {
        Token.ThrowIfCancellationRequested();
        if (IsContextCanceled)
            throw new OperationCanceledException("The training was canceled with its MLContext.");
    }
}
