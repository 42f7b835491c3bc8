using System.Diagnostics;
using System.Globalization;
using MsMclr.MLNet.Experiments.Console;
using Spectre.Console;

namespace MsMclr.MLNet;

/// <summary>Tells what is going on: live on a terminal, in plain lines where the output is a file or a pipe.</summary>
/// <param name="console">Where it is told.</param>
public sealed class ExperimentConsole(IAnsiConsole console)
{
    // A file has no edge; 80 columns would break the table's rows.
    private const int WidthOfFiles = 140;

    private bool IsLive => console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;

    /// <summary>One that tells nobody.</summary>
    internal static ExperimentConsole Silent()
        => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));

    /// <summary>Writes a line.</summary>
    /// <param name="text">The line.</param>
    public void Line(string text) => console.WriteLine(text);

    /// <summary>Does a step of the work, and says how long it took.</summary>
    /// <param name="name">What the step is called.</param>
    /// <param name="work">The step.</param>
    /// <returns>What the step gives.</returns>
    public T Step<T>(string name, Func<T> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var watch = Stopwatch.StartNew();
        var result = IsLive ? console.Status().Start(Markup.Escape(name), _ => work()) : work();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30}{watch.Elapsed.TotalSeconds,7:f1} s"));
        return result;
    }

    /// <summary>Shows a training run and keeps its reports.</summary>
    /// <param name="name">What the run is called.</param>
    /// <param name="reports">The list that reports are added to.</param>
    /// <param name="work">The run, which is given what it reports to.</param>
    /// <returns>What the run gives.</returns>
    public T Training<T>(string name, List<MsMclrProgress> reports, Func<IProgress<MsMclrProgress>, T> work)
    {
        ArgumentNullException.ThrowIfNull(reports);
        ArgumentNullException.ThrowIfNull(work);
        if (!IsLive)
            return Step(name, () => work(new Reports(reports, WriteEpoch)));
        var columns = new ProgressColumn[]
        {
            new TaskDescriptionColumn { Alignment = Justify.Left },
            new ProgressBarColumn(),
            new PercentageColumn(),
        };
        return console.Progress().Columns(columns).Start(context =>
        {
            var task = context.AddTask(Markup.Escape(name));
            return work(new Reports(reports, progress =>
            {
                task.MaxValue = progress.Epochs * progress.Steps;
                task.Value = ((progress.Epoch - 1) * progress.Steps) + progress.Step;
                task.Description = Markup.Escape($"{name}  {Describe(progress)}");
            }));
        });
    }

    /// <summary>Writes the closing table.</summary>
    /// <param name="result">What was found.</param>
    public void Table(ExperimentResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (!IsLive)
            console.Profile.Width = Math.Max(console.Profile.Width, WidthOfFiles);
        var border = IsLive ? TableBorder.Rounded : TableBorder.Markdown;
        console.Write(ResultTable.Of(result, border));
        if (ResultTable.OfProbes(result, border) is { } probes)
            console.Write(probes);
        foreach (var note in ResultTable.Notes(result))
            console.WriteLine(note);
    }

    private static string Describe(MsMclrProgress progress)
    {
        var epoch = $"epoch {progress.Epoch}/{progress.Epochs}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{epoch}  loss {progress.Loss:f3}  {progress.ClipsPerSecond:f0} clips/s  {TimeText(progress.Remaining)} left");
    }

    // Hours alone would begin again after a day.
    private static string TimeText(TimeSpan time)
    {
        var days = time.Days > 0 ? $"{time.Days} d " : "";
        return string.Create(CultureInfo.InvariantCulture, $"{days}{time:h\\:mm\\:ss}");
    }

    private void WriteEpoch(MsMclrProgress progress)
    {
        if (progress.IsEndOfEpoch)
            console.WriteLine($"  {Describe(progress)}");
    }

    private sealed class Reports(List<MsMclrProgress> all, Action<MsMclrProgress> show) : IProgress<MsMclrProgress>
    {
        public void Report(MsMclrProgress value)
        {
            all.Add(value);
            show(value);
        }
    }
}
