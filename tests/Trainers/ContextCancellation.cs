using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <summary>How a search such as AutoML ends a trial whose time is up: by a method that is internal in ML.NET.</summary>
internal static class ContextCancellation
{
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    public static extern void CancelExecution(MLContext context);
}
