using System.Collections.Immutable;
using System.Globalization;

namespace MsMclr.MLNet.Transforms.Encoders.Readout;

/// <summary>A read-out as one line of text, the form that it takes in an encoder's metadata.</summary>
internal static class ReadoutText
{
    private const string BlocksKey = "blocks";
    private const string GroupsKey = "groups";
    private const string SegmentsKey = "segments";
    private const string PoolingKey = "pooling";

    /// <summary>What such a line looks like, for messages.</summary>
    public const string Example = $"{BlocksKey}=10;{GroupsKey}=Parts;{SegmentsKey}=2;{PoolingKey}=Mean";

    public static string Write(SkeletonReadout readout)
    {
        var blocks = string.Join(',', readout.Blocks);
        var pooling = readout.Pooling.ToString().Replace(" ", "", StringComparison.Ordinal);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{BlocksKey}={blocks};{GroupsKey}={readout.Groups};{SegmentsKey}={readout.Segments};{PoolingKey}={pooling}");
    }

    /// <summary>Reads what <see cref="Write"/> wrote; null where the text is anything else.</summary>
    public static SkeletonReadout? Read(string text)
    {
        var fields = text.Split(';');
        if (fields.Length != 4)
            return null;
        if (Blocks(Value(fields[0], BlocksKey)) is not { } blocks || Number(Value(fields[2], SegmentsKey)) is not { } segments)
            return null;
        if (!Enum.TryParse<ReadoutGroups>(Value(fields[1], GroupsKey), out var groups))
            return null;
        if (!Enum.TryParse<ReadoutPooling>(Value(fields[3], PoolingKey), out var pooling))
            return null;
        try
        {
            return new SkeletonReadout { Blocks = blocks, Groups = groups, Segments = segments, Pooling = pooling };
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private static ImmutableArray<int>? Blocks(string? text)
    {
        int?[] numbers = [.. (text ?? "").Split(',').Select(Number)];
        return numbers.Contains(null) ? null : [.. numbers.Select(number => number!.Value)];
    }

    private static int? Number(string? text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string? Value(string field, string key)
        => field.StartsWith(key + "=", StringComparison.Ordinal) ? field[(key.Length + 1)..] : null;
}
