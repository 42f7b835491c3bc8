using System.Text.Json;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Experiments.Running;

/// <summary>
/// How long a run has taken and how many clips it has trained on, kept in a file beside its checkpoints. A run that is resumed, even
/// after it was killed, counts what was spent before.
/// </summary>
internal sealed class SpentTime
{
    public const string FileName = "spent.json";
    private const string Checkpoints = "step-*.msmclr";
    private readonly string? _file;
    private readonly Amount _before;
    private Amount _here = new(0, 0);

    private SpentTime(string? file, Amount before)
    {
        _file = file;
        _before = before;
    }

    /// <summary>Seconds in all.</summary>
    public double Seconds => _before.Seconds + _here.Seconds;

    /// <summary>Clips a second; 0 where nothing was trained.</summary>
    public double ClipsPerSecond => Seconds > 0 ? (_before.Clips + _here.Clips) / Seconds : 0;

    /// <summary>Goes on from what the folder's file says, where the run goes on from the folder's checkpoints.</summary>
    /// <param name="folder">The folder of checkpoints, or one that holds such folders; null where none are written.</param>
    /// <param name="resume">What is done with the checkpoints.</param>
    public static SpentTime In(string? folder, CheckpointResume? resume)
    {
        if (folder is null)
            return new SpentTime(null, new Amount(0, 0));
        var file = Path.Combine(folder, FileName);
        var goesOn = resume is not (null or CheckpointResume.Never)
            && Directory.Exists(folder)
            && Directory.EnumerateFiles(folder, Checkpoints, SearchOption.AllDirectories).Any();
        return new SpentTime(file, goesOn ? Read(file) : new Amount(0, 0));
    }

    /// <summary>Says what was spent since this process began, and keeps it.</summary>
    public void Keep(double seconds, double clips)
    {
        _here = new Amount(seconds, clips);
        if (_file is null)
            return;
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var all = new Amount(Seconds, _before.Clips + _here.Clips);
        FileReplacement.Write(_file, JsonSerializer.SerializeToUtf8Bytes(all));
    }

    // A file that somebody has damaged costs the time before, not the run.
    private static Amount Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Amount>(File.ReadAllBytes(file)) ?? new Amount(0, 0);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return new Amount(0, 0);
        }
    }

    private sealed record Amount(double Seconds, double Clips);
}
