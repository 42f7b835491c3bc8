using System.Diagnostics;
using System.Globalization;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>How far the work is, and how long it will take. A file may hold many clips, so shares of recordings count.</summary>
/// <param name="recordings">How many recordings each shard has that is to be embedded.</param>
internal sealed class ShardPace(int[] recordings)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private readonly long _all = recordings.Sum(count => (long)count);
    private long _finished;
    private int _shards;
    private int _clipsBefore;

    /// <summary>A shard is done.</summary>
    /// <param name="clips">How many clips there were in all until now.</param>
    public void Finish(int clips)
    {
        _finished += recordings[_shards];
        _clipsBefore = clips;
        _shards++;
    }

    /// <summary>What is told after so many clips.</summary>
    public string Text(int clips)
    {
        var shard = Volatile.Read(ref _shards); // Another thread may finish it meanwhile.
        if (shard >= recordings.Length)
            return "done";
        var here = recordings[shard];
        var share = (_finished + Math.Min(clips - _clipsBefore, here)) / (double)Math.Max(_all, 1);
        var seconds = _watch.Elapsed.TotalSeconds;
        var left = share > 0 ? TimeSpan.FromSeconds(seconds / share * (1 - share)) : (TimeSpan?)null;
        var rate = string.Create(CultureInfo.InvariantCulture, $"{clips / Math.Max(seconds, 0.001):f0} clips/s");
        var eta = left is { } time ? $", {Duration(time)} left" : "";
        return $"{clips} clips embedded, shard {shard + 1} of {recordings.Length}, {rate}{eta}";
    }

    private static string Duration(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min")
        : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min {time.Seconds} s");
}
