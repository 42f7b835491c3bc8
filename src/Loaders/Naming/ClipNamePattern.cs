using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using MsMclr.MLNet.Loaders.Contract;

namespace MsMclr.MLNet;

/// <summary>
/// Reads who did what, and which camera saw it, from the names of clips, for formats whose files tell only movement: BVH, OpenPose,
/// COCO, NumPy, JSON frames.
/// </summary>
/// <remarks>
/// <para>The pattern is a regular expression with named groups. <c>action</c> is the name of an action or its number from 1.
/// <c>subject</c>, <c>camera</c>, <c>setup</c> and <c>replication</c> are whole numbers.</para>
/// <para>With <see cref="SkeletonLoader.Options.NamesWithFolders"/> the names have the folders in them. Recordings in
/// <c>person3/wave/01.bvh</c> are read by <c>person(?&lt;subject&gt;\d+)/(?&lt;action&gt;\w+)/</c>.</para>
/// </remarks>
public sealed class ClipNamePattern
{
    private const string Action = "action";

    // A group, and the column that it makes.
    private static readonly ImmutableDictionary<string, ClipFields> Groups = ImmutableDictionary.CreateRange(
        new KeyValuePair<string, ClipFields>[]
        {
            new(Action, ClipFields.None),
            new("subject", ClipFields.Subject),
            new("camera", ClipFields.Camera),
            new("setup", ClipFields.Setup),
            new("replication", ClipFields.Replication),
        });

    // Names come from files, so a pattern that backtracks must not hang on one.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Regex _pattern;
    private readonly HashSet<string> _told;

    /// <summary>Creates a pattern.</summary>
    /// <param name="pattern">The regular expression. It has to fit every name, somewhere in it.</param>
    /// <param name="actions">The actions' names, in the order of their numbers. Needed with a group <c>action</c>.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression, has no group or one of another name, or a group
    /// <c>action</c> without actions.</exception>
    public ClipNamePattern(string pattern, IEnumerable<string>? actions = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(pattern);
        _pattern = new Regex(pattern, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, Patience);
        _told = [.. _pattern.GetGroupNames().Where(group => group != "0")];
        if (_told.Count == 0 || !_told.IsSubsetOf(Groups.Keys))
        {
            var known = string.Join(", ", Groups.Keys.Order(StringComparer.Ordinal));
            throw new ArgumentException(
                $"'{pattern}': expected groups named {known}, for example (?<subject>\\d+).",
                nameof(pattern));
        }

        Actions = [.. actions ?? []];
        if (TellsAction && Actions.IsEmpty)
            throw new ArgumentException($"'{pattern}': the group {Action} needs the actions' names.", nameof(actions));
        Fields = _told.Aggregate(ClipFields.None, (fields, group) => fields | Groups[group]);
    }

    /// <summary>Gets the actions' names, in the order of their numbers.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>Gets the columns that the pattern's groups make, besides the label.</summary>
    public ClipFields Fields { get; }

    /// <summary>Gets a value indicating whether names tell the action, and so the label.</summary>
    public bool TellsAction => _told.Contains(Action);

    /// <summary>Adds to a clip what its name tells.</summary>
    /// <param name="clip">The clip.</param>
    /// <returns>The clip. What the name tells takes the place of what was known; all else stays.</returns>
    /// <exception cref="FormatException">The pattern does not fit the name, or a group holds no number or no action.</exception>
    public ClipInfo Apply(ClipInfo clip)
    {
        ArgumentNullException.ThrowIfNull(clip);
        var match = _pattern.Match(clip.Name);
        if (!match.Success)
            throw new FormatException($"the pattern '{_pattern}' does not fit the clip's name '{clip.Name}'");
        return clip with
        {
            Label = TellsAction ? Label(match, clip.Name) : clip.Label,
            Subject = Number("subject", clip.Subject),
            Camera = Number("camera", clip.Camera),
            Setup = Number("setup", clip.Setup),
            Replication = Number("replication", clip.Replication),
        };

        uint Number(string group, uint otherwise)
        {
            if (!_told.Contains(group))
                return otherwise;
            var text = match.Groups[group].Value;
            if (!uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw new FormatException($"the pattern '{_pattern}' finds '{text}', the {group} of clip '{clip.Name}'; it is no number");
            return number;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => _pattern.ToString();

    private uint Label(Match match, string clip)
    {
        var text = match.Groups[Action].Value;
        if (!ActionNames.TryFind(Actions, text, out var label))
        {
            throw new FormatException(
                $"the pattern '{_pattern}' finds '{text}', the action of clip '{clip}'; "
                + $"it is neither one of the {Actions.Length} actions nor the number of one");
        }

        return label;
    }
}
