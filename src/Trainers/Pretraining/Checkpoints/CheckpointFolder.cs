using System.Globalization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>
/// The checkpoints of one run, <c>step-000001200.msmclr</c> and so on. The folder is this process's own while it is open.
/// </summary>
internal sealed class CheckpointFolder : IDisposable
{
    private const string Prefix = "step-";
    private const string Extension = ".msmclr";
    private readonly string _folder;
    private readonly int _keep;
    private readonly Action<string> _log;
    private readonly FileStream _lock;

    public CheckpointFolder(string folder, int keep, Action<string> log)
    {
        _folder = Path.GetFullPath(folder);
        _keep = keep;
        _log = log;
        _lock = Lock(_folder);
        foreach (var unfinished in Directory.EnumerateFiles(_folder, $"{Prefix}*{Extension}.*{FileReplacement.TemporaryExtension}"))
            File.Delete(unfinished); // Left by a process that was killed while it wrote.
    }

    /// <summary>The newest checkpoint that this process has written or gone on from.</summary>
    public string? Newest { get; private set; }

    /// <summary>Gets the checkpoints that were found damaged, or could not be read, and why.</summary>
    public List<string> Damaged { get; } = [];

    /// <summary>The newest undamaged checkpoint; null where there is none.</summary>
    public Checkpoint? ReadNewest()
    {
        foreach (var (path, _) in Files())
        {
            try
            {
                var checkpoint = CheckpointFile.Read(path);
                Newest = path;
                return checkpoint;
            }
            catch (Exception error) when (error is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Damaged.Add($"{path}: {error.Message}");
                _log($"The checkpoint {path} is damaged ({error.Message}) and left out.");
            }
        }

        return null;
    }

    /// <summary>
    /// Writes a checkpoint, then removes all but the newest few. Those of a run that this one doesn't go on from go all at once; later
    /// ones are damaged.
    /// </summary>
    public void Write(Checkpoint checkpoint)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{Prefix}{checkpoint.Position.Steps:D9}{Extension}");
        var path = Path.Combine(_folder, name);
        CheckpointFile.Write(path, checkpoint);
        var isFirst = Newest is null;
        Newest = path;
        var kept = 1;
        foreach (var (file, step) in Files().Where(file => file.Path != path))
        {
            if (isFirst || step > checkpoint.Position.Steps || ++kept > _keep)
                Remove(file);
        }
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "in-use.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"Checkpoints can't be kept in {folder} (MsMclrTrainer.Options.CheckpointDirectory): {error.Message} "
                + "Choose a folder that can be written and that no other run is using.", error);
        }
    }

    // The run goes on whether or not there is room for one file more.
    private void Remove(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            _log($"The old checkpoint {file} cannot be removed: {error.Message}");
        }
    }

    // The step in a checkpoint's name; null where it is no checkpoint.
    private static long? StepOf(string path)
    {
        var number = Path.GetFileNameWithoutExtension(path.AsSpan())[Prefix.Length..];
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;
    }

    private List<(string Path, long Step)> Files()
    {
        var files = new List<(string Path, long Step)>();
        foreach (var path in Directory.EnumerateFiles(_folder, $"{Prefix}*{Extension}"))
        {
            if (StepOf(path) is { } step)
                files.Add((path, step));
        }

        return [.. files.OrderByDescending(file => file.Step)];
    }
}
