using System.Globalization;
using Microsoft.ML;
using Spectre.Console;

namespace MsMclr.MLNet.Cli.Embed.Progress;

/// <summary>Counts clips as they pass, and tells how many: live on a terminal, a line every ten seconds elsewhere.</summary>
internal sealed class EmbeddingProgress : IDisposable
{
    private static readonly TimeSpan Live = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Plain = TimeSpan.FromSeconds(10);
    private readonly bool _isLive = !Console.IsErrorRedirected && AnsiConsole.Profile.Out.IsTerminal;
    private readonly Func<int, string> _text;
    private readonly Timer _timer;
    private int _told;
    private int _clips;

    /// <param name="text">What is told of so many clips; null for their number.</param>
    public EmbeddingProgress(Func<int, string>? text = null)
    {
        _text = text ?? (clips => string.Create(CultureInfo.InvariantCulture, $"{clips} clips embedded"));
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
            Console.Error.Write("\r" + new string(' ', _told) + "\r");
    }

    private void Tell()
    {
        var text = _text(Clips);
        if (_isLive)
            Console.Error.Write($"\r{text.PadRight(_told)}");
        else
            Console.Error.WriteLine(text);
        _told = Math.Max(_told, text.Length);
    }

    private sealed class ClipName
    {
        public string Name { get; set; } = "";
    }
}
