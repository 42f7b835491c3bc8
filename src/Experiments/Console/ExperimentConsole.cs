using System.Diagnostics;
using System.Globalization;
using Spectre.Console;

namespace MsMclr.MLNet;

/// <summary>Tells what is going on: live on a terminal, in plain lines where the output is a file or a pipe.</summary>
/// <param name="console">Where it is told.</param>
public sealed class ExperimentConsole(IAnsiConsole console)
{
    /// <summary>One that tells nobody.</summary>
    internal static ExperimentConsole Silent()
        => new(AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }));

    private bool IsLive => console.Profile.Capabilities.Interactive && console.Profile.Out.IsTerminal;

    /// <summary>Writes a line.</summary>
    public void Line(string text) => console.WriteLine(text);

    /// <summary>Does a step of the work, and says how long it took.</summary>
    /// <param name="name">What the step is called.</param>
    /// <param name="work">The step.</param>
    public T Step<T>(string name, Func<T> work)
    {
        var watch = Stopwatch.StartNew();
        var result = IsLive ? console.Status().Start(Markup.Escape(name), _ => work()) : work();
        console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-30}{watch.Elapsed.TotalSeconds,7:f1} s"));
        return result;
    }

    /// <summary>Shows a training run and keeps its reports.</summary>
    /// <param name="name">What the run is called.</param>
    /// <param name="reports">The list that reports are added to.</param>
    /// <param name="work">The run, which is given what it reports to.</param>
    public T Training<T>(string name, List<MsMclrProgress> reports, Func<IProgress<MsMclrProgress>, T> work)
    {
        if (!IsLive)
            return Step(name, () => work(new Reports(reports, progress => LineOf(progress))));
        return console.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn()).Start(context =>
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
    public void Table(ExperimentResult result)
    {
        var table = new Table().Border(IsLive ? TableBorder.Rounded : TableBorder.Markdown).AddColumn("accuracy on test clips")
            .AddColumn(new TableColumn("linear head").RightAligned()).AddColumn(new TableColumn("nearest neighbors").RightAligned());
        foreach (var line in result.Lines)
            table.AddRow(line.Name, ScoreLine.Text(line.Linear), ScoreLine.Text(line.NearestNeighbors));
        console.Write(table);
        if (result.Seeds.Count > 1)
            console.WriteLine($"Mean and sample standard deviation, in points, over {result.Seeds.Count} seeds.");
    }

    private void LineOf(MsMclrProgress progress)
    {
        if (progress.IsEndOfEpoch)
            console.WriteLine($"  {Describe(progress)}");
    }

    private static string Describe(MsMclrProgress progress) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {progress.Epoch}/{progress.Epochs}  loss {progress.Loss:f3}  {progress.ClipsPerSecond:f0} clips/s  {TimeText(progress.Remaining)} left");

    // Hours alone would begin again after a day.
    private static string TimeText(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{(time.Days > 0 ? $"{time.Days} d " : "")}{time:h\\:mm\\:ss}");

    private sealed class Reports(List<MsMclrProgress> all, Action<MsMclrProgress> show) : IProgress<MsMclrProgress>
    {
        public void Report(MsMclrProgress value)
        {
            all.Add(value);
            show(value);
        }
    }
}
