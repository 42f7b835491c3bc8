namespace MsMclr.MLNet.Tests;

/// <summary>A folder that is gone after the test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("msmclr-");

    public string Name => _folder.FullName;

    public string Path(string file) => System.IO.Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
