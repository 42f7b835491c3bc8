using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.ML;
using MsMclr.MLNet.Experiments.Contract;
using TorchSharp;

namespace MsMclr.MLNet.Experiments.Writing;

/// <summary>The report's list of what a run was made with.</summary>
internal static class ReportSettings
{
    public static List<(string Name, string Value)> Of(ExperimentOptions options, ExperimentResult result)
    {
        var settings = new List<(string Name, string Value)>();
        AddRun(settings, options, result);
        AddSeeds(settings, result);
        AddTraining(settings, options);
        AddFigures(settings, result);
        settings.Add(("MsMclr.MLNet", Version(typeof(MsMclrTrainer))));
        settings.Add(("ML.NET", Version(typeof(MLContext))));
        settings.Add(("TorchSharp", Version(typeof(torch))));
        settings.Add((".NET", RuntimeInformation.FrameworkDescription));
        settings.Add(("System", $"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores"));
        return settings;
    }

    private static void AddRun(List<(string Name, string Value)> settings, ExperimentOptions options, ExperimentResult result)
    {
        var linear = result.Trained.Linear;
        settings.Add(("Data", $"{options.Dataset}, {options.Split}"));
        settings.Add(("Training / test clips", $"{linear.TrainCount} / {linear.TestCount}"));
        settings.Add(("Classes", Text(linear.ClassNames.Length)));
        settings.Add(("Stream", options.StreamName));
        settings.Add(("Recipe", options.RecipeName));
        settings.Add(("Epochs", Text(options.Epochs)));
        settings.Add(("Linear head", LinearHead(options)));
        if (result.RandomConvolutions is not null)
            settings.Add(("Head of random convolutions", "ridge"));
        if (result.Trained.FewLabels.Count > 0)
            settings.Add(("Heads of few labels", "ridge"));
        if (result.Seeds[0].Ceiling is not null)
            settings.Add(("Same network, supervised", $"{Text(options.CeilingEpochs)} epochs with all labels from random weights"));
        if (options.EncoderFile is { } encoder)
            settings.Add(("Encoder file", Path.GetFileName(encoder)));
        settings.Add(("Seed", Text(result.Seeds[0].Seed)));
    }

    private static void AddSeeds(List<(string Name, string Value)> settings, ExperimentResult result)
    {
        if (result.Seeds.Count == 1)
            return;
        foreach (var line in result.Lines.Where(line => line.Linear.Count > 1))
        {
            var text = line.LinearText;
            if (line.NearestNeighbors.Count > 0)
                text = $"linear head {text}, nearest neighbors {line.NearestNeighborsText}";
            settings.Add(($"{line.Name}, {line.Linear.Count} seeds", text));
        }
    }

    private static void AddTraining(List<(string Name, string Value)> settings, ExperimentOptions options)
    {
        var recipe = options.Recipe;
        var rate = $"learning rate {Text(recipe.LearningRate)}, {recipe.Schedule}";
        var size = $"{recipe.HiddenChannels} channels, {recipe.FeatureSize} features";
        settings.Add(("Frames a clip", Text(options.Frames)));
        if (options.Scale != ClipScale.None)
            settings.Add(("Scaled by", options.Scale.ToString()));
        settings.Add(("Batch", Text(recipe.BatchSize)));
        settings.Add(("Queue", recipe.QueueSize == 0 ? "half an epoch" : Text(recipe.QueueSize)));
        settings.Add(("Key momentum", Text(recipe.KeyMomentum)));
        settings.Add(("Temperature", Text(recipe.Temperature)));
        if (recipe.TeacherTemperature is { } teacher)
            settings.Add(("Temperature of the teacher", Text(teacher)));
        if (recipe.Flip is { } flip)
            settings.Add(("Flip", flip ? "half of the clips" : "none"));
        settings.Add(("Divergence weight", Text(recipe.DivergenceWeight)));
        if (recipe.PartContrastWeight > 0)
            settings.Add(("Part contrast weight", Text(recipe.PartContrastWeight)));
        settings.Add(("Optimizer", $"{recipe.Optimizer}, {rate}, weight decay {Text(recipe.WeightDecay)}"));
        settings.Add(("Encoder", $"{size}, dropout {Text(recipe.Dropout)}"));
        settings.Add(("Read-out", recipe.Readout.ToString()));
        if (options.Precision != TrainingPrecision.Full)
            settings.Add(("Precision", options.Precision.ToString()));
    }

    private static void AddFigures(List<(string Name, string Value)> settings, ExperimentResult result)
    {
        var linear = result.Trained.Linear;
        settings.Add(("Top-5, linear head", Percentage.Text(linear.Top5Accuracy)));
        settings.Add(("Calibration error, linear head", Percentage.Text(linear.ExpectedCalibrationError)));
        if (result.Seeds[0].Calibration is { } calibration)
        {
            var before = Percentage.Text(calibration.Before.ExpectedCalibrationError);
            var after = Percentage.Text(calibration.After.ExpectedCalibrationError);
            var temperature = Text(Math.Round(calibration.Temperature, 2));
            settings.Add(("Calibration error, saved model", $"{after}; {before} before its scores were divided by {temperature}"));
        }

        settings.Add(("Seconds in all", result.Seconds.ToString("f0", CultureInfo.InvariantCulture)));
        settings.Add(("Clips a second in training", result.ClipsPerSecond.ToString("f1", CultureInfo.InvariantCulture)));
    }

    private static string LinearHead(ExperimentOptions options) => options.LinearHead switch
    {
        LinearEvaluationMethod.Lbfgs => "L-BFGS, to the optimum",
        LinearEvaluationMethod.Ridge => "ridge, its strength chosen by leave-one-out",
        _ when options.BestTestEpoch => "SGD, as in the papers; of its best epoch on test clips, which flatters",
        _ => "SGD, as in the papers",
    };

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    // The package's version: ML.NET's assemblies call themselves 1.0.0.
    private static string Version(Type type)
    {
        var version = type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return version is null ? "unknown" : version.Split('+')[0];
    }
}
