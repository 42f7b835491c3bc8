using System.Text.Json;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Transforms.Preparation;

/// <summary>
/// A preparation as JSON, so that what is made of prepared clips can say how they were prepared. Layout and shape stand beside it.
/// </summary>
internal static class PreparationText
{
    /// <summary>Where it stands in the metadata of a graph.</summary>
    public const string Key = "msmclr.preparation";

    private const string Frames = "frames";
    private const string Length = "length";
    private const string Missing = "missing_joints";
    private const string Gap = "longest_interpolated_gap";
    private const string Centering = "centering";
    private const string Turning = "turning";
    private const string Scale = "scale";
    private const string Coordinates = "coordinates";

    public static string Write(ClipPreparation preparation) => JsonSerializer.Serialize(new Dictionary<string, object>
    {
        [Frames] = preparation.Shape.Frames,
        [Length] = preparation.Length.ToString(),
        [Missing] = preparation.MissingJoints.ToString(),
        [Gap] = preparation.LongestInterpolatedGap,
        [Centering] = preparation.Centering.ToString(),
        [Turning] = preparation.Turning.ToString(),
        [Scale] = preparation.Scale.ToString(),
        [Coordinates] = preparation.Coordinates,
    });

    /// <summary>The preparation that a column of clips is annotated with; null where it tells none.</summary>
    /// <exception cref="FormatException">The annotation is none that <see cref="Write"/> made for such clips.</exception>
    public static ClipPreparation? Of(DataViewSchema.Column column, SkeletonLayout layout, ClipShape shape)
    {
        if (column.Annotations.Schema.GetColumnOrNull(SkeletonAnnotations.Preparation)?.Type is not TextDataViewType)
            return null;
        var json = default(ReadOnlyMemory<char>);
        column.Annotations.GetValue(SkeletonAnnotations.Preparation, ref json);
        return Read(json.ToString(), layout, shape);
    }

    /// <exception cref="FormatException">It is none that <see cref="Write"/> made for such clips.</exception>
    public static ClipPreparation Read(string json, SkeletonLayout layout, ClipShape shape)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (Number(root, Frames) != shape.Frames)
                throw new FormatException($"it makes {Number(root, Frames)} frames, and the clips have {shape.Frames}");
            return new ClipPreparation(
                layout, shape, Choice<ClipLengthRule>(root, Length), Choice<ClipCentering>(root, Centering),
                Choice<ClipTurning>(root, Turning), Choice<ClipScale>(root, Scale))
            {
                MissingJoints = Choice<MissingJoints>(root, Missing),
                LongestInterpolatedGap = Number(root, Gap),
                Coordinates = Number(root, Coordinates),
            };
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException($"The preparation '{json}' cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The options that make it.</summary>
    public static SkeletonPreparationEstimator.Options ToOptions(ClipPreparation preparation) => new()
    {
        Frames = preparation.Shape.Frames,
        Length = preparation.Length,
        MissingJoints = preparation.MissingJoints,
        LongestInterpolatedGap = preparation.LongestInterpolatedGap,
        Centering = preparation.Centering,
        Turning = preparation.Turning,
        Scale = preparation.Scale,
        Layout = preparation.Layout,
        Bodies = preparation.Shape.Bodies,
        Channels = preparation.Shape.Channels,
        Coordinates = preparation.Coordinates,
    };

    private static int Number(JsonElement root, string name) => root.GetProperty(name).GetInt32();

    private static T Choice<T>(JsonElement root, string name)
        where T : struct, Enum
    {
        var text = root.GetProperty(name).GetString();
        if (Enum.TryParse<T>(text, out var value) && Enum.IsDefined(value))
            return value;
        throw new FormatException($"'{name}' is '{text}', and none of {string.Join(", ", Enum.GetNames<T>())}");
    }
}
