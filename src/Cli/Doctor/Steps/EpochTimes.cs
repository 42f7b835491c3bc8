using System.Diagnostics;

namespace MsMclr.MLNet.Cli.Doctor.Steps;

/// <summary>Notes the loss and the time of each epoch, on the thread that trains.</summary>
internal sealed class EpochTimes : IProgress<MsMclrProgress>
{
    private readonly Stopwatch _watch = new();

    public List<double> Losses { get; } = [];

    /// <summary>Seconds of each epoch but the first, which begins before anything is measured.</summary>
    public List<double> Seconds { get; } = [];

    public void Report(MsMclrProgress value)
    {
        if (!value.IsEndOfEpoch)
            return;
        Losses.Add(value.Loss);
        if (_watch.IsRunning)
            Seconds.Add(_watch.Elapsed.TotalSeconds);
        _watch.Restart();
    }
}
