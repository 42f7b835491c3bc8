using MsMclr.MLNet.Loaders.Naming.Patterns;
using MsMclr.MLNet.Loaders.Naming.Tables;

namespace MsMclr.MLNet.Loaders.Naming;

/// <summary>How clips are named, and where it stands what they are.</summary>
/// <param name="Format">What files of the format tell by themselves.</param>
/// <param name="Paths">What paths tell; null where they are not asked.</param>
/// <param name="Table">What a table tells; null where there is none.</param>
internal sealed record NamingRules(ISkeletonFormat Format, PathPattern? Paths, LabelsTable? Table)
{
    /// <summary>The labels in order, as they were given; empty where they are found.</summary>
    public IReadOnlyList<string> GivenActions { get; init; } = [];

    /// <summary>What clips' names tell; null where they are not asked.</summary>
    public ClipNamePattern? Names { get; init; }

    /// <summary>Whether names begin with folders even where they need not.</summary>
    public bool NamesWithFolders { get; init; }

    /// <summary>Whether paths or the table are asked at all.</summary>
    public bool AsksFiles => Paths is not null || Table is not null;

    /// <summary>The fields that paths or the table tell.</summary>
    public IEnumerable<PathField> Fields => [.. Paths?.Fields ?? [], .. Table?.Fields ?? []];

    /// <summary>Whether the labels are known only when the paths are.</summary>
    public bool LabelsNeedPaths => GivenActions.Count == 0 && Paths?.Fields.Contains(PathField.Label) == true;

    /// <summary>The columns that are there besides clip, label and name.</summary>
    public ClipFields Columns
    {
        get
        {
            var columns = Format.Fields | (Names?.Fields ?? ClipFields.None);
            if (Table is { HasFrameRate: true })
                columns |= ClipFields.FrameRate;
            return Fields.Aggregate(columns, (all, told) => all | PathFields.ColumnOf(told));
        }
    }

    /// <exception cref="ArgumentException">Two of the rules tell the label.</exception>
    public void Check()
    {
        if (Names is { TellsAction: true } && Fields.Contains(PathField.Label))
        {
            throw new ArgumentException(
                "The label is told by NamePattern, and by PathPattern or LabelsFile as well; leave it out of one of them.");
        }

        if (GivenActions.Count > 0 && !Fields.Contains(PathField.Label))
        {
            throw new ArgumentException(
                "Actions names the labels that PathPattern or LabelsFile tell, and none of them is set or tells the label; "
                + "give the names to the format instead.");
        }
    }
}
