using System.Text.Json;
using System.Text.Json.Serialization;

namespace MsMclr.MLNet.Skeletons;

/// <summary>
/// The JSON form of a layout: <c>{"name", "joints", "bones": [[child, parent]], "center", "mirror", "parts", "regions", "shoulders"}</c>.
/// </summary>
internal static partial class SkeletonLayoutJson
{
    public static string Write(SkeletonLayout layout) => JsonSerializer.Serialize(new Document
    {
        Name = layout.Name,
        Joints = [.. layout.Joints],
        Bones = [.. layout.Bones.Select(bone => new[] { bone.Child, bone.Parent })],
        Center = layout.Center,
        Mirror = [.. layout.Mirror],
        Parts = [.. layout.Parts.Select(Group.From)],
        Regions = [.. layout.Regions.Select(Group.From)],
        Shoulders = layout.HasShoulders ? [layout.LeftShoulder, layout.RightShoulder] : null,
    }, Context.Default.Document);

    public static SkeletonLayout Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        Document? document;
        try
        {
            document = JsonSerializer.Deserialize(json, Context.Default.Document);
        }
        catch (JsonException e)
        {
            throw new FormatException($"The skeleton layout is not the JSON that is expected: {e.Message}", e);
        }

        if (document is null)
            throw new FormatException("The skeleton layout is 'null'; a JSON object is expected.");
        foreach (var bone in document.Bones)
        {
            if (bone is not { Length: 2 })
                throw new FormatException("The skeleton layout has a bone that is not a pair [child, parent].");
        }

        if (document.Shoulders is { Length: not 2 })
            throw new FormatException("The skeleton layout's 'shoulders' is not a pair [left, right].");
        var layout = new SkeletonLayout(
            document.Name,
            document.Joints,
            document.Bones.Select(bone => new Bone(Child: bone[0], Parent: bone[1])),
            document.Center,
            document.Mirror,
            document.Parts.Select(Group.To),
            document.Regions.Select(Group.To),
            leftShoulder: document.Shoulders?[0] ?? -1,
            rightShoulder: document.Shoulders?[1] ?? -1);
        return SkeletonLayout.Known.FirstOrDefault(layout.Equals) ?? layout;
    }

    internal sealed class Document
    {
        public required string Name { get; init; }
        public required string[] Joints { get; init; }
        public required int[][] Bones { get; init; }
        public required int Center { get; init; }
        public required int[] Mirror { get; init; }
        public required Group[] Parts { get; init; }
        public required Group[] Regions { get; init; }
        public int[]? Shoulders { get; init; }
    }

    internal sealed class Group
    {
        public required string Name { get; init; }
        public required int[] Joints { get; init; }

        public static Group From(JointGroup group) => new() { Name = group.Name, Joints = [.. group.Joints] };

        public static JointGroup To(Group group) => new(group.Name, group.Joints);
    }

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true)]
    [JsonSerializable(typeof(Document))]
    internal sealed partial class Context : JsonSerializerContext;
}
