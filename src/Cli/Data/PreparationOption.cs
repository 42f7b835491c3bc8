using System.CommandLine;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>The option that changes how clips are prepared, which <c>evaluate</c> and <c>embed</c> share.</summary>
internal sealed class PreparationOption
{
    public Option<string[]> Option { get; } = new("--prepare")
    {
        Description = "Changes how clips are prepared (Length, MissingJoints, LongestInterpolatedGap, Centering, Turning, Scale), "
            + "for example Scale=TrunkLength. May be repeated.",
        HelpName = "NAME=VALUE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>The changes that are asked for.</summary>
    public string[] Changes(ParseResult parsed) => parsed.GetValue(Option)!;

    /// <summary>The preparation with them.</summary>
    /// <exception cref="FormatException">A setting that there is none of, or a value that it can't take.</exception>
    public Preparation Apply(ParseResult parsed, Preparation preparation)
        => Settings.Apply(preparation with { }, Option.Name, Changes(parsed));
}
