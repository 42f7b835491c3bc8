using System.Reflection;

namespace MsMclr.MLNet.Experiments.Hosting;

/// <summary>Finds, in an exception that wraps others, the one that says what is wrong.</summary>
internal static class Cause
{
    private const string MLNet = "Microsoft.ML.";

    /// <summary>
    /// A file's own exception wherever it is. Otherwise the outermost exception that is no mere wrapper: ML.NET's cache and cursors say
    /// "Event we were waiting on was subject to an exception" of whatever goes wrong on another thread.
    /// </summary>
    public static Exception Of(Exception error)
    {
        if (Find<SkeletonFileException>(error) is { } file)
            return file;
        while (error.InnerException is { } inner && IsWrapper(error))
            error = inner;
        return error;
    }

    public static bool Has<T>(Exception error)
        where T : Exception
        => Find<T>(error) is not null;

    private static bool IsWrapper(Exception error)
        => error is AggregateException or TargetInvocationException or TypeInitializationException
            || error.Source?.StartsWith(MLNet, StringComparison.Ordinal) == true;

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
                return found;
        }

        return null;
    }
}
