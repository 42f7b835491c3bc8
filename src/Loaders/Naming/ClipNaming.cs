using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.Naming.Patterns;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>Names the clips of some files, and says of each what its name, its path and a table tell.</summary>
internal sealed class ClipNaming
{
    private static readonly PathField[] Numbered =
        [PathField.Subject, PathField.Camera, PathField.Setup, PathField.Replication];

    private readonly NamingRules _rules;
    private readonly IFilePlaces _places;
    private readonly NameFolders _folders;
    private readonly NamingScan? _scan;
    private readonly Dictionary<PathField, NamedNumbers> _numbers = [];

    public ClipNaming(NamingRules rules, IFilePlaces places)
    {
        _rules = rules;
        _places = places;
        var least = rules.NamesWithFolders ? FolderDepth.BelowRoot : FolderDepth.None;
        _folders = new NameFolders(places, least, Plain);
        _scan = rules.AsksFiles ? new NamingScan(rules, places, DescribedName) : null;
        Actions = ActionsOf(rules, _scan);
        foreach (var field in Numbered.Intersect(rules.Fields))
            _numbers[field] = new NamedNumbers(_scan!.Texts(field), mayBeNames: !PathFields.IsNumber(field));
        NumberNames = _numbers.ToImmutableDictionary(pair => PathFields.ColumnOf(pair.Key), pair => pair.Value.Names);
        Notes = [.. new[] { _folders.Note }.OfType<SkeletonFileWarning>(), .. _scan?.Notes ?? []];
    }

    /// <summary>The names of the labels in order.</summary>
    public ImmutableArray<string> Actions { get; }

    /// <summary>The names that the numbers of a column stand for; empty where they are numbers themselves.</summary>
    public ImmutableDictionary<ClipFields, ImmutableArray<string>> NumberNames { get; }

    /// <summary>What the user should know.</summary>
    public ImmutableArray<SkeletonFileWarning> Notes { get; }

    /// <summary>The labels' names where they are known without any path: those given, the table's, or the format's.</summary>
    public static ImmutableArray<string> ActionsOf(NamingRules rules, NamingScan? scan)
    {
        if (rules.Fields.Contains(PathField.Label))
        {
            if (rules.GivenActions.Count > 0)
                return [.. rules.GivenActions];
            var fromTable = rules.Table?.Rows.Select(row => row.Values[(int)PathField.Label] ?? "") ?? [];
            return FoundLabels.InOrder(scan?.Texts(PathField.Label) ?? fromTable);
        }

        var actions = rules.Names is { TellsAction: true } names ? names.Actions : rules.Format.Actions;
        return actions.IsDefault ? [] : actions;
    }

    /// <exception cref="FormatException">Name or path does not fit its pattern, or the table does not know the clip.</exception>
    public ClipInfo Apply(ClipInfo clip, int file)
    {
        var own = clip.Name;
        if (_rules.NamesWithFolders)
            clip = clip with { Name = _folders.Apply(own, file) };
        if (_rules.Names is { } names)
            clip = names.Apply(clip);
        if (!_rules.NamesWithFolders && _folders.Depth > FolderDepth.None)
            clip = clip with { Name = _folders.Apply(own, file) };
        if (!_rules.AsksFiles)
            return clip;
        if (_places.Of(file) is not { } place)
            throw new FormatException("the recording has no path, and so no path and no row of a labels' file tell what it is");
        var described = DescribedName(file);
        var facts = FileFacts.Of(_rules, place, described, own);
        return Told(clip, own, facts, isOnlyOne: own == (described ?? OwnName(file)));
    }

    private ClipInfo Told(ClipInfo clip, string own, FileFacts facts, bool isOnlyOne) => clip with
    {
        Name = isOnlyOne && facts[PathField.Name] is { Length: > 0 } name ? name : clip.Name,
        Label = facts[PathField.Label] is { } label ? Label(label, own) : clip.Label,
        Subject = Number(facts, PathField.Subject, clip.Subject),
        Camera = Number(facts, PathField.Camera, clip.Camera),
        Setup = Number(facts, PathField.Setup, clip.Setup),
        Replication = Number(facts, PathField.Replication, clip.Replication),
        FrameRate = facts.Row is { FrameRate: > 0 and var rate } ? rate : clip.FrameRate,
        Others = facts.Row?.Others ?? clip.Others,
    };

    private uint Number(FileFacts facts, PathField field, uint otherwise)
        => facts[field] is { } text ? _numbers[field].Of(text) : otherwise;

    private uint Label(string text, string clip)
    {
        if (text.Length == 0)
            return 0;
        if (ActionNames.TryFind(Actions, text, out var label))
            return label;
        throw new FormatException(
            $"the label of clip '{clip}' is '{text}', which is neither one of the {Actions.Length} given nor the number of one");
    }

    private string Plain(int file) => DescribedName(file) ?? OwnName(file) ?? $"stream-{file}";

    // A name that the format refuses is told when the file's turn comes.
    private string? DescribedName(int file)
    {
        try
        {
            return OwnName(file) is { } name ? _rules.Format.Describe(name)?.Name : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private string? OwnName(int file) => _places.Of(file) is { } place ? Path.GetFileNameWithoutExtension(place.File) : null;
}
