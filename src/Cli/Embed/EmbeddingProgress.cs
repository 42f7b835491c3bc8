using System.Globalization;
using Microsoft.ML;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Embed;

/// <summary>Counts clips as they pass, and tells how many: live on a terminal, a line every ten seconds elsewhere.</summary>
internal sealed class EmbeddingProgress : IDisposable
{
    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(10);
    private readonly bool _isLive = !Console.IsErrorRedirected && AnsiConsole.Profile.Out.IsTerminal;
    private readonly Timer _timer;
    private int _clips;

    public EmbeddingProgress()
    {
        var period = _isLive ? Live : Plain;
        _timer = new Timer(_ => Tell(), state: null, period, period);
    }

    public int Clips => Volatile.Read(ref _clips);

    /// <summary>The same rows, counted.</summary>
    public IDataView Count(MLContext ml, IDataView clips, CancellationToken cancellationToken)
        => ml.Data.FilterByCustomPredicate<ClipName>(clips, _ =>
        {
            cancellationToken.ThrowIfCancellationRequested();
            Interlocked.Increment(ref _clips);
            return false; // True would leave the row out.
        });

    /// <exception cref="FormatException">No clip has passed.</exception>
    public void RequireSome()
    {
        if (Clips == 0)
            throw new FormatException("There is no clip to embed.");
    }

    public void Dispose()
    {
        _timer.Dispose();
        if (_isLive)
            Console.Error.Write("\r" + new string(' ', 40) + "\r");
    }

    private void Tell()
    {
        var text = string.Create(CultureInfo.InvariantCulture, $"{Clips} clips embedded");
        if (_isLive)
            Console.Error.Write($"\r{text}");
        else
            Console.Error.WriteLine(text);
    }

    private sealed class ClipName
    {
        public string Name { get; set; } = "";
    }
}
