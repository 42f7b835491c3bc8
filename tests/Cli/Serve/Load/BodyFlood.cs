using System.Collections.Concurrent;
using System.Globalization;

namespace MsMclr.MLNet.Tests;

/// <summary>Many clients that send as much as they may, all at once, and take their time with the last byte.</summary>
internal static class BodyFlood
{
    private const int Clients = 250;
    private const int LargestBody = 8 << 20;
    private const int Frames = 900;
    private static readonly ReadOnlyMemory<byte> Part = Enumerable.Repeat((byte)' ', 1 << 16).ToArray();

    /// <summary>Sends it all.</summary>
    /// <returns>How often each status was answered; 0 stands for a connection that was closed.</returns>
    public static async Task<IReadOnlyDictionary<int, int>> Send(int port)
    {
        var clip = LongClip();
        var statuses = new ConcurrentDictionary<int, int>();
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(async number =>
        {
            using var client = await RawClient.Connect(port, number % 2 == 0 ? "127.0.0.2" : "127.0.0.3");
            var answer = await Send(client, number % 4 == 0 ? clip : []);
            var status = answer.Length > 12 ? int.Parse(answer.AsSpan(9, 3), CultureInfo.InvariantCulture) : 0;
            statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
        }));
        return statuses;
    }

    // A clip, or white space for as long as is allowed.
    private static async Task<string> Send(RawClient client, byte[] clip)
    {
        try
        {
            var length = clip.Length == 0 ? LargestBody : clip.Length;
            await client.Send(RunningService.Head(length).Replace("/score", "/score?clip=true", StringComparison.Ordinal));
            var last = clip.Length == 0 ? " "u8.ToArray() : clip[^1..];
            for (var sent = 0; sent < length - 1 && !client.HasAnswer;)
            {
                var part = clip.Length == 0 ? Part : clip.AsMemory(sent);
                part = part[..Math.Min(Math.Min(part.Length, Part.Length), length - 1 - sent)];
                await client.Send(part);
                sent += part.Length;
            }

            await Task.Delay(3_000);
            if (!client.HasAnswer)
                await client.Send(last);
        }
        catch (System.Net.Sockets.SocketException)
        {
            // Answered and closed, or refused.
        }

        return await client.Hear();
    }

    private static byte[] LongClip()
    {
        var clip = TinyModel.Clips[0];
        float[] values = [.. Enumerable.Range(0, Frames * 150).Select(at => clip[at % clip.Length])];
        return RunningService.JsonOf(values);
    }
}
