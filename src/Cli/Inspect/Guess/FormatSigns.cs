namespace MsMclr.MLNet.Cli.Inspect.Guess;

/// <summary>What files of a format are known by: their names, and how they begin.</summary>
internal static class FormatSigns
{
    private const int ByName = 1;
    private const int ByContent = 10;

    private static readonly Dictionary<string, Func<string, string, int>> Of = new()
    {
        ["ntu"] = (name, head) => Sum(Ends(name, ".skeleton"), char.IsAsciiDigit(First(head)) && Line(head).All(char.IsAsciiDigit)),
        ["bvh"] = (name, head) => Sum(Ends(name, ".bvh"), head.TrimStart('ï', '»', '¿').TrimStart().StartsWith("HIERARCHY")),
        ["npy"] = (name, head) => Sum(Ends(name, ".npy"), head.Length > 6 && head[1..6] == "NUMPY"),
        ["pku-mmd"] = (name, head) => Sum(SkeletonFormat.PkuMmd().Accepts(name), Line(head).Split(' ').Length >= 150),
        ["nw-ucla-text"] = (name, head) => Sum(SkeletonFormat.NwUclaText.Accepts(name), Line(head).Length > 0),
        ["nw-ucla"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "skeletons") && !Has(head, "frame_index")),
        ["kinetics"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "frame_index") && Has(head, "pose")),
        ["openpose"] = (name, head) => Sum(Ends(name, "_keypoints.json"), Has(head, "people")),
        ["alphapose"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "keypoints") && IsNamedImage(head)),
        ["mmpose"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "instance_info") || Has(head, "instances")),
        ["mediapipe"] = (name, head) => Sum(Ends(name, ".json"), head.Contains("andmarks\"", StringComparison.Ordinal)),
        ["azure-kinect"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "joint_positions")),
        ["coco"] = (name, head) => Sum(Ends(name, ".json"), Has(head, "keypoints") && Has(head, "image_id")),
        ["utd-mhad"] = (name, head) => 2 * Sum(Ends(name, ".csv") && IsUtdMhad(Line(head)), byContent: true),
        ["csv"] = (name, head) => Sum(Ends(name, ".csv", ".tsv"), Line(head).AsSpan().ContainsAny(",;\t")),
    };

    /// <summary>Formats that files look like, the likeliest first.</summary>
    public static IReadOnlyList<string> Ranked(IEnumerable<string> files)
    {
        var scores = new Dictionary<string, int>();
        foreach (var file in files)
        {
            var head = FoundFiles.Head(file);
            foreach (var (format, sign) in Of)
                scores[format] = scores.GetValueOrDefault(format) + sign(Path.GetFileName(file), head);
        }

        return [.. scores.Where(score => score.Value > 0).OrderByDescending(score => score.Value).Select(score => score.Key)];
    }

    // AlphaPose names images where COCO counts them.
    private static bool IsNamedImage(string head)
    {
        const string Image = "\"image_id\"";
        var at = head.IndexOf(Image, StringComparison.Ordinal);
        return at >= 0 && head.AsSpan(at + Image.Length).TrimStart(" :").StartsWith("\"");
    }

    private static bool IsUtdMhad(string header) => header.StartsWith("clip,action,subject,trial,frame,head_x", StringComparison.Ordinal);

    // Content without the name is no sign: every text begins somehow.
    private static int Sum(bool byName, bool byContent)
    {
        if (!byName)
            return 0;
        return byContent ? ByName + ByContent : ByName;
    }

    private static bool Ends(string name, params string[] ends)
        => ends.Any(end => name.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static bool Has(string head, string property) => head.Contains($"\"{property}\"", StringComparison.Ordinal);

    private static char First(string head) => head.Length > 0 ? head[0] : ' ';

    private static string Line(string head) => head.Split('\n', 2)[0].Trim();
}
