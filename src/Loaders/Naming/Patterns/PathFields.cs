using System.Collections.Immutable;

namespace MsMclr.MLNet.Loaders.Naming.Patterns;

/// <summary>The words that stand for fields.</summary>
internal static class PathFields
{
    private static readonly ImmutableDictionary<string, PathField> Words = ImmutableDictionary.CreateRange(
        StringComparer.OrdinalIgnoreCase,
        new KeyValuePair<string, PathField>[]
        {
            new("label", PathField.Label),
            new("action", PathField.Label),
            new("subject", PathField.Subject),
            new("person", PathField.Subject),
            new("camera", PathField.Camera),
            new("view", PathField.Camera),
            new("setup", PathField.Setup),
            new("trial", PathField.Replication),
            new("replication", PathField.Replication),
            new("name", PathField.Name),
        });

    /// <summary>How many fields there are.</summary>
    public static int Count { get; } = Enum.GetValues<PathField>().Length;

    public static string Known => "label (or action), subject (or person), camera (or view), setup, trial (or replication), name";

    public static bool TryFind(string word, out PathField field) => Words.TryGetValue(word, out field);

    /// <summary>The column of the clip's view that a field makes besides the label and the name.</summary>
    public static ClipFields ColumnOf(PathField field) => field switch
    {
        PathField.Subject => ClipFields.Subject,
        PathField.Camera => ClipFields.Camera,
        PathField.Setup => ClipFields.Setup,
        PathField.Replication => ClipFields.Replication,
        _ => ClipFields.None,
    };

    /// <summary>Whether what tells a field is always a whole number, never a name.</summary>
    public static bool IsNumber(PathField field) => field is PathField.Setup or PathField.Replication;

    /// <summary>Whether what tells a field may be a number or a name.</summary>
    public static bool MayBeNumber(PathField field) => field is not (PathField.Label or PathField.Name);
}
