using System.Text.Json;
using System.Text.Json.Serialization;

namespace MsMclr.MLNet.Cli.Serve.Streaming;

/// <summary>A message of a client: a frame, or the end of the stream.</summary>
/// <param name="Bodies">Who is in the frame; none where it is left out.</param>
/// <param name="Number">The frame's position in time; the next one where it is left out.</param>
/// <param name="End">Whether the stream is over.</param>
internal sealed record PushedFrame(IReadOnlyList<PushedBody?>? Bodies = null, long? Number = null, bool End = false)
{
    // A misspelt member would be a frame without anybody.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        MaxDepth = 8,
        NumberHandling = JsonNumberHandling.Strict,
    };

    /// <exception cref="FormatException">It is none.</exception>
    public static PushedFrame Read(ReadOnlySpan<byte> message)
    {
        try
        {
            return JsonSerializer.Deserialize<PushedFrame>(message, Json) ?? throw new FormatException("a message is null.");
        }
        catch (JsonException error)
        {
            throw new FormatException($"a message is not as expected: {error.Message}", error);
        }
    }

    /// <summary>The frame as a recognizer takes it.</summary>
    /// <exception cref="FormatException">It has too many people, or one of other sizes.</exception>
    public SkeletonFrame Frame(ClipColumn shape, int mostBodies)
    {
        var bodies = Bodies ?? [];
        if (bodies.Count > mostBodies)
            throw new FormatException($"a frame has {bodies.Count} bodies, more than {mostBodies}.");
        return new SkeletonFrame([.. bodies.OfType<PushedBody>().Select(body => body.Body(shape))], Number);
    }
}
