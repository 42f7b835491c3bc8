using System.CommandLine;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Evaluate;

/// <summary>The options that say what is trained and how it is judged.</summary>
internal sealed class EvaluateOptions
{
    public Option<string> Recipe { get; } = new Option<string>("--recipe")
    {
        Description = "Ours, the authors' code, or what their text says.",
        DefaultValueFactory = _ => "default",
    }.AcceptOnlyFromAmong("default", "paper", "paper-text");

    public Option<string[]> Set { get; } = new("--set")
    {
        Description = "Changes a number of the recipe, for example Temperature=0.2. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    public Option<string> Stream { get; } = new Option<string>("--stream")
    {
        Description = "What the encoder sees. 'all' trains three and joins their embeddings; 'stacked' trains one on their channels.",
        DefaultValueFactory = _ => "joint",
    }.AcceptOnlyFromAmong("joint", "bone", "motion", "all", "stacked");

    public Option<int?> Epochs { get; } = new("--epochs")
    {
        Description = "Passes over the training clips; 100 for our recipe, 300 for the paper's.",
        HelpName = "COUNT",
    };

    public Option<int> Frames { get; } = new("--frames")
    {
        Description = "T, what every clip is resampled to; fewer train faster.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 50,
    };

    public Option<TrainingPrecision> Precision { get; } = new("--precision")
    {
        Description = "In how many bits pretraining keeps the values between layers: 32 or 16.",
        HelpName = "Full|BFloat16",
    };

    public Option<string> Encoder { get; } = new("--encoder")
    {
        Description = "Judges this encoder (encoder.onnx, .safetensors, .pt, a model .zip) instead of pretraining one.",
        HelpName = "FILE",
    };

    public Option<string> Linear { get; } = new Option<string>("--linear")
    {
        Description = "How the linear head is fitted: to the optimum (ridge, lbfgs), or as in the papers (sgd). "
            + "'sgd-best' gives its best epoch on test clips, which flatters.",
        DefaultValueFactory = _ => "ridge",
    }.AcceptOnlyFromAmong("ridge", "lbfgs", "sgd", "sgd-best");

    public Option<double[]> Labels { get; } = new("--labels")
    {
        Description = "Fine-tunes the encoder with this share of the labels, for example 0.1. May be repeated.",
        HelpName = "SHARE",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> FineTune { get; } = new("--fine-tune") { Description = "Fine-tunes the encoder with all labels." };

    public Option<bool> Ceiling { get; } = new("--ceiling")
    {
        Description = "Trains the same network with all labels from random weights: the ceiling of pretraining.",
    };

    public Option<int> CeilingEpochs { get; } = new("--ceiling-epochs")
    {
        Description = "Passes over the training clips for --ceiling.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 100,
    };

    public Option<bool> Probes { get; } = new("--probes")
    {
        Description = "Asks what the features tell: a clip or its mirror image, left or right, forwards or backwards.",
    };

    public Option<string[]> Mirrored { get; } = new("--mirrored")
    {
        Description = "Two actions that are each other's mirror image, for --probes. May be repeated; without it their names tell.",
        HelpName = "ACTION=ACTION",
        DefaultValueFactory = _ => [],
    };

    public Option<bool> Untrimmed { get; } = new("--untrimmed")
    {
        Description = "Then finds actions in the test part's recordings as they are before they are cut, and judges what is found.",
    };

    public Option<int> Seed { get; } = new("--seed")
    {
        Description = "What weights and augmentation are drawn from.",
        HelpName = "NUMBER",
        DefaultValueFactory = _ => 1,
    };

    public Option<int> Seeds { get; } = new("--seeds")
    {
        Description = "Runs with so many seeds, one after another; mean and spread go to the closing table.",
        HelpName = "COUNT",
        DefaultValueFactory = _ => 1,
    };

    public Option<bool> Resume { get; } = new("--resume")
    {
        Description = "Go on from the checkpoints in the --out folder; without it training begins anew.",
    };

    public Option<string> Folder { get; } = new("--out")
    {
        Description = "Where the model, the report and the results go.",
        HelpName = "FOLDER",
        Required = true,
    };

    public IEnumerable<Option> All =>
    [
        Recipe, Set, Stream, Epochs, Frames, Precision, Encoder, Linear, Labels, FineTune, Ceiling, CeilingEpochs, Probes, Mirrored,
        Untrimmed, Seed, Seeds, Resume, Folder,
    ];

    /// <summary>The actions of --mirrored.</summary>
    public static IReadOnlyList<MirroredActions> Pairs(IEnumerable<string> mirrored)
        => [.. mirrored.Select(pair => pair.Split('=')).Select(names => new MirroredActions(names[0].Trim(), names[1].Trim()))];

    /// <summary>
    /// Checks values and what goes together. Not in validators: those are asked before a value that cannot be parsed is refused.
    /// </summary>
    /// <exception cref="FormatException">A value is out of range, or two options contradict each other.</exception>
    public void Check(ParseResult parsed)
    {
        var shares = parsed.GetValue(Labels)!;
        Refusal.Unless(parsed.GetValue(Seeds) is >= 1 and <= 1000, "--seeds: expected 1 to 1000.");
        Refusal.Unless(
            shares.All(share => share is > 0 and <= 1),
            "--labels: expected a share above 0 and at most 1, for example 0.1.");
        CheckPrecision(parsed);
        Refusal.Unless(
            parsed.GetValue(Encoder) is null || !PretrainingIsAskedFor(parsed),
            "--encoder is judged as it is: leave out --epochs, --stream, --frames, --precision and --resume.");
        Refusal.Unless(
            parsed.GetValue(Stream) != "all" || (!parsed.GetValue(FineTune) && shares.Length == 0),
            "--fine-tune and --labels train one encoder further: take --stream joint, bone or motion.");
        Refusal.Unless(
            parsed.GetValue(Stream) != "all" || !parsed.GetValue(Ceiling),
            "--ceiling trains one network: take --stream joint, bone, motion or stacked.");
        Refusal.Unless(parsed.GetValue(CeilingEpochs) is >= 1 and <= 100_000, "--ceiling-epochs: expected 1 to 100000.");
        Refusal.Unless(
            parsed.GetResult(CeilingEpochs) is not { Implicit: false } || parsed.GetValue(Ceiling),
            "--ceiling-epochs is for --ceiling, which is not given.");
        CheckMirrored(parsed);
    }

    /// <summary>Checks in how many bits values are kept.</summary>
    /// <exception cref="FormatException">The CPU has none such.</exception>
    public void CheckPrecision(ParseResult parsed) => Refusal.Unless(
        parsed.GetValue(Precision) is TrainingPrecision.Full or TrainingPrecision.BFloat16,
        "--precision: expected Full or BFloat16; this program trains on the CPU, which has nothing else.");

    private void CheckMirrored(ParseResult parsed)
    {
        var mirrored = parsed.GetValue(Mirrored)!;
        Refusal.Unless(mirrored.Length == 0 || parsed.GetValue(Probes), "--mirrored is for --probes, which is not given.");
        foreach (var pair in mirrored)
        {
            var names = pair.Split('=');
            Refusal.Unless(
                names.Length == 2 && names.All(name => !string.IsNullOrWhiteSpace(name)),
                $"--mirrored: '{pair}' is not two actions; expected for example 'wave left hand=wave right hand'.");
        }
    }

    private bool PretrainingIsAskedFor(ParseResult parsed)
    {
        var given = new Option[] { Precision, Stream, Frames }.Any(option => parsed.GetResult(option) is { Implicit: false });
        return given || parsed.GetValue(Epochs) is not null || parsed.GetValue(Resume);
    }
}
