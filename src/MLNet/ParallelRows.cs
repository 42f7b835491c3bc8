using System.Runtime.ExceptionServices;

namespace MsMclr.MLNet.Interop;

/// <summary><c>Parallel.For</c> that throws what a row threw, instead of an <see cref="AggregateException"/> around it.</summary>
internal static class ParallelRows
{
    /// <summary>Calls <paramref name="work"/> for 0 to <paramref name="count"/> - 1, on at most so many threads.</summary>
    public static void For(int count, Action<int> work, int threads = -1)
    {
        try
        {
            Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, work);
        }
        catch (AggregateException several)
        {
            ExceptionDispatchInfo.Throw(several.InnerExceptions[0]);
        }
    }
}
