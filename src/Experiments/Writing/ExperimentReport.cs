using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Experiments.Report;
using MsMclr.MLNet.Experiments.Running;
using TorchSharp;

namespace MsMclr.MLNet;

/// <summary>Writes <c>report.html</c> of an experiment.</summary>
public static class ExperimentReport
{
    /// <summary>Writes the page; one that is there is replaced at once.</summary>
    /// <param name="options">What was run; the file goes to its folder.</param>
    /// <param name="result">What was found.</param>
    /// <param name="train">The training clips that the experiment ran on.</param>
    /// <param name="test">The test clips that it ran on.</param>
    public static void Write(ExperimentOptions options, ExperimentResult result, IDataView train, IDataView test)
    {
        var linear = result.Trained.Linear;
        var embeddings = result.EmbeddedTest.GetColumn<float[]>("Features").ToArray();
        var labels = result.EmbeddedTest.GetColumn<uint>("Label").ToArray();
        var names = result.EmbeddedTest.GetColumn<string>("Name").ToArray();
        var labeled = Enumerable.Range(0, labels.Length).Where(row => labels[row] > 0).ToArray();
        new HtmlReport
        {
            Title = options.Title,
            Summary = options.EncoderFile is null
                ? string.Create(CultureInfo.InvariantCulture, $"An encoder pretrained without labels on {linear.TrainCount} clips, judged on {linear.TestCount} clips that it has never seen ({options.Dataset}, {options.Split}).")
                : string.Create(CultureInfo.InvariantCulture, $"An encoder that was trained elsewhere, judged on {linear.TestCount} clips by heads that learned from {linear.TrainCount} ({options.Dataset}, {options.Split})."),
            Command = options.Command,
            Scores = [.. result.Lines.Select(line => new ScoreRow(line.Name, line.Linear[0], line.NearestNeighbors.Count == 0 ? double.NaN : line.NearestNeighbors[0]))],
            Loss = [.. result.Loss],
            Embeddings = [.. labeled.Select(row => embeddings[row])],
            Labels = [.. labeled.Select(row => (int)labels[row] - 1)],
            ClipNames = [.. labeled.Select(row => names[row])],
            ClassNames = [.. linear.ClassNames],
            Confusion = linear.GetConfusionMatrix(),
            Clips = NeighborClips.Find(result, train, test),
            Layout = SkeletonLayout.FromJson(LayoutOf(train)),
            Settings = Settings(options, result),
        }.Write(Path.Combine(options.Folder, "report.html"));
    }

    private static string LayoutOf(IDataView view)
    {
        var json = default(ReadOnlyMemory<char>);
        view.Schema["Clip"].Annotations.GetValue(SkeletonAnnotations.Layout, ref json);
        return json.ToString();
    }

    private static List<(string Name, string Value)> Settings(ExperimentOptions options, ExperimentResult result)
    {
        var (recipe, linear) = (options.Recipe, result.Trained.Linear);
        string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
        return
        [
            ("Data", $"{options.Dataset}, {options.Split}"),
            ("Training / test clips", $"{linear.TrainCount} / {linear.TestCount}"),
            ("Classes", Text(linear.ClassNames.Length)),
            ("Stream", options.StreamName),
            ("Recipe", options.RecipeName),
            ("Epochs", Text(options.Epochs)),
            ("Linear head", LinearHead(options)),
            .. options.EncoderFile is { } encoder ? [("Encoder file", Path.GetFileName(encoder))] : Array.Empty<(string, string)>(),
            ("Seed", Text(options.Seed)),
            .. options.Seeds == 1 ? [] : result.Lines.Skip(1).Select(line => ($"{line.Name}, {options.Seeds} seeds",
                line.NearestNeighbors.Count == 0 ? ScoreLine.Text(line.Linear) : $"linear head {ScoreLine.Text(line.Linear)}, nearest neighbors {ScoreLine.Text(line.NearestNeighbors)}")),
            ("Frames a clip", Text(options.Frames)),
            ("Batch", Text(recipe.BatchSize)),
            ("Queue", recipe.QueueSize == 0 ? "half an epoch" : Text(recipe.QueueSize)),
            ("Key momentum", Text(recipe.KeyMomentum)),
            ("Temperature", Text(recipe.Temperature)),
            ("Divergence weight", Text(recipe.DivergenceWeight)),
            ("Optimizer", $"{recipe.Optimizer}, learning rate {Text(recipe.LearningRate)}, {recipe.Schedule}, weight decay {Text(recipe.WeightDecay)}"),
            ("Encoder", $"{recipe.HiddenChannels} channels, {recipe.FeatureSize} features, dropout {Text(recipe.Dropout)}"),
            .. options.Precision == TrainingPrecision.Full ? [] : new[] { ("Precision", options.Precision.ToString()) },
            ("Top-5, linear head", Percentage.Text(linear.Top5Accuracy)),
            ("Calibration error, linear head", Percentage.Text(linear.ExpectedCalibrationError)),
            ("Seconds in all", result.Seconds.ToString("f0", CultureInfo.InvariantCulture)),
            ("Clips a second in training", result.ClipsPerSecond.ToString("f1", CultureInfo.InvariantCulture)),
            ("MsMclr.MLNet", Version(typeof(MsMclrTrainer))),
            ("ML.NET", Version(typeof(MLContext))),
            ("TorchSharp", Version(typeof(torch))),
            (".NET", RuntimeInformation.FrameworkDescription),
            ("System", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores"),
        ];
    }

    private static string LinearHead(ExperimentOptions options) => options switch
    {
        { LinearHead: LinearEvaluationMethod.Lbfgs } => "L-BFGS, to the optimum",
        { BestTestEpoch: true } => "SGD, as in the papers; of its best epoch on test clips, which flatters",
        _ => "SGD, as in the papers",
    };

    // The package's version: ML.NET's assemblies call themselves 1.0.0.
    private static string Version(Type type) => type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "unknown";
}
