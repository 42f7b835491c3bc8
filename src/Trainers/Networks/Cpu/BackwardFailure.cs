using System.Runtime.ExceptionServices;

namespace MsMclr.MLNet.Trainers.Networks.Cpu;

/// <summary>
/// What went wrong in a backward pass. libtorch calls our functions: what is thrown there would end the process, so it is kept, and
/// whoever called <c>backward()</c> throws it again.
/// </summary>
internal sealed class BackwardFailure
{
    private ExceptionDispatchInfo? _failure;

    /// <summary>Gives what <paramref name="gradients"/> gives, or else, with its exception kept, <paramref name="nothing"/>.</summary>
    public T Catch<T>(Func<T> gradients, Func<T> nothing)
    {
        try
        {
            return gradients();
        }
        catch (Exception exception)
        {
            _failure = ExceptionDispatchInfo.Capture(exception);
            return nothing();
        }
    }

    /// <summary>Throws what went wrong, once.</summary>
    public void Throw()
    {
        var failure = _failure;
        _failure = null;
        failure?.Throw();
    }
}
