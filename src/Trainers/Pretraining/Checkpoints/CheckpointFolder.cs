using System.Globalization;
using MsMclr.MLNet.Interop;

namespace MsMclr.MLNet.Trainers.Pretraining.Checkpoints;

/// <summary>The checkpoints of one run, <c>step-000001200.msmclr</c> and so on. The folder is this process's own while it is open.</summary>
internal sealed class CheckpointFolder : IDisposable
{
    private const string Extension = ".msmclr";
    private readonly string _folder;
    private readonly int _keep;
    private readonly Action<string> _log;
    private readonly FileStream _lock;

    public CheckpointFolder(string folder, int keep, Action<string> log)
    {
        (_folder, _keep, _log) = (Path.GetFullPath(folder), keep, log);
        _lock = Lock(_folder);
        foreach (var unfinished in Directory.EnumerateFiles(_folder, $"step-*{Extension}.*{FileReplacement.TemporaryExtension}"))
            File.Delete(unfinished); // Left by a process that was killed while it wrote.
    }

    /// <summary>The newest checkpoint that this process has written or gone on from.</summary>
    public string? Newest { get; private set; }

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
            catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
            {
                _log($"The checkpoint {path} is damaged ({error.Message}) and left out.");
            }
        }

        return null;
    }

    /// <summary>Writes a checkpoint, then removes all but the newest few. Those of a run that this one doesn't go on from go all at once; later ones are damaged.</summary>
    public void Write(Checkpoint checkpoint)
    {
        var path = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"step-{checkpoint.Position.Steps:D9}{Extension}"));
        CheckpointFile.Write(path, checkpoint);
        var (isFirst, kept) = (Newest is null, 1);
        Newest = path;
        foreach (var (file, step) in Files().Where(file => file.Path != path))
        {
            if (isFirst || step > checkpoint.Position.Steps || ++kept > _keep)
                File.Delete(file);
        }
    }

    public void Dispose() => _lock.Dispose();

    private List<(string Path, long Step)> Files() => Directory.EnumerateFiles(_folder, $"step-*{Extension}")
        .Select(path => (Path: path, Step: long.TryParse(Path.GetFileNameWithoutExtension(path).AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : -1))
        .Where(file => file.Step >= 0)
        .OrderByDescending(file => file.Step)
        .ToList();

    private static FileStream Lock(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return new FileStream(Path.Combine(folder, "in-use.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Checkpoints can't be kept in {folder} (MsMclrTrainer.Options.CheckpointDirectory): {error.Message} Choose a folder that can be written and that no other run is using.", error);
        }
    }
}
