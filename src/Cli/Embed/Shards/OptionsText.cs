using System.CommandLine;
using System.CommandLine.Parsing;

namespace MsMclr.MLNet.Cli.Embed.Shards;

/// <summary>Options as they were written.</summary>
internal static class OptionsText
{
    public static bool IsGiven(ParseResult parsed, Option option) => parsed.GetResult(option) is { Implicit: false };

    /// <summary>Those of some options that were given, each with its values.</summary>
    public static string[] Of(ParseResult parsed, IEnumerable<Option> options) =>
    [
        .. options.Select(parsed.GetResult).OfType<OptionResult>()
            .Where(result => !result.Implicit)
            .Select(result => $"{result.Option.Name} {string.Join(' ', result.Tokens.Select(token => token.Value))}".Trim()),
    ];
}
