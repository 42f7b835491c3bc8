namespace MsMclr.MLNet;

/// <summary>A clip that a <see cref="SkeletonScorer"/> refuses. The message says what is wrong with it and what to do.</summary>
public sealed class SkeletonClipException : Exception
{
    internal SkeletonClipException(SkeletonClipFault fault, string message, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
    }

    /// <summary>Gets what is wrong.</summary>
    public SkeletonClipFault Fault { get; }
}
