namespace MsMclr.MLNet.Tests;

/// <summary>Hands each report on at once, in the thread that reports; <see cref="Progress{T}"/> would post it somewhere.</summary>
public sealed class Reports<T>(Action<T> act) : IProgress<T>
{
    public void Report(T value) => act(value);
}
