using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>A format whose files tell only movement, with what the clips' names tell besides: who did what, seen by which camera.</summary>
internal sealed class NamedClips : ISkeletonFormat
{
    private static readonly ImmutableDictionary<string, ClipFields> Groups = ImmutableDictionary.CreateRange(new KeyValuePair<string, ClipFields>[]
    {
        new("action", ClipFields.None), new("subject", ClipFields.Subject), new("camera", ClipFields.Camera), new("setup", ClipFields.Setup), new("replication", ClipFields.Replication),
    });

    private readonly ISkeletonFormat _format;
    private readonly Regex _names;
    private readonly HashSet<string> _told;

    /// <exception cref="FormatException">The pattern is no regular expression, has other groups or none, or an action group without actions.</exception>
    public NamedClips(ISkeletonFormat format, string pattern, IReadOnlyList<string> actions)
    {
        _format = format;
        try
        {
            _names = new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException error)
        {
            throw new FormatException($"--names {error.Message}", error);
        }

        _told = [.. _names.GetGroupNames().Where(group => group != "0")];
        if (_told.Count == 0 || !_told.IsSubsetOf(Groups.Keys))
            throw new FormatException($"--names {pattern}: expected groups named {string.Join(", ", Groups.Keys.Order())}, for example (?<subject>\\d+).");
        if (_told.Contains("action") && actions.Count == 0)
            throw new FormatException($"--names {pattern}: the group action needs --actions, a file of their names or how many there are.");
        Actions = _told.Contains("action") ? [.. actions] : format.Actions;
        Fields = _told.Aggregate(format.Fields, (fields, group) => fields | Groups[group]);
    }

    public string Name => _format.Name;

    public SkeletonLayout Layout => _format.Layout;

    public int Channels => _format.Channels;

    public int Bodies => _format.Bodies;

    public ClipFields Fields { get; }

    public ImmutableArray<string> Actions { get; }

    public bool Accepts(string fileName) => _format.Accepts(fileName);

    public ClipInfo? Describe(string name) => _format.Describe(name) is { } clip ? Told(clip) : null;

    public IEnumerable<ClipInfo> Read(SkeletonFile file, SkeletonClipBuilder clip) => _format.Read(file, clip).Select(Told);

    private ClipInfo Told(ClipInfo clip)
    {
        var match = _names.Match(clip.Name) is { Success: true } found ? found : throw new FormatException($"--names {_names} does not fit the clip's name '{clip.Name}'.");
        uint Number(string group, uint otherwise) => !_told.Contains(group) ? otherwise
            : uint.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new FormatException($"--names {_names}: '{match.Groups[group].Value}', the {group} of clip '{clip.Name}', is no number.");
        return clip with
        {
            Label = _told.Contains("action") ? Label(match.Groups["action"].Value, clip.Name) : clip.Label,
            Subject = Number("subject", clip.Subject),
            Camera = Number("camera", clip.Camera),
            Setup = Number("setup", clip.Setup),
            Replication = Number("replication", clip.Replication),
        };
    }

    // As in a CSV: the action's name, or its number from 1.
    private uint Label(string action, string clip)
        => Actions.IndexOf(action) is var index and >= 0 ? (uint)index + 1
            : uint.TryParse(action, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= Actions.Length ? number
            : throw new FormatException($"--names {_names}: '{action}', the action of clip '{clip}', is neither one of the {Actions.Length} of --actions nor the number of one.");
}
