using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>
/// Waits for the first bytes of a connection. Kestrel's limit for headers counts from the first byte on. Before it, only the limit for
/// kept connections would count, which is much longer.
/// </summary>
internal static class FirstBytes
{
    /// <summary>Whether the client says something in time. It is left to be read.</summary>
    public static async Task<bool> Arrive(ConnectionContext connection, TimeSpan silence)
    {
        var stopping = connection.Features.Get<IConnectionLifetimeNotificationFeature>()?.ConnectionClosedRequested ?? default;

        // Not with ConnectionClosed: a client that has sent its request may have closed its half.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        patience.CancelAfter(silence);
        try
        {
            var input = connection.Transport.Input;
            var read = await input.ReadAsync(patience.Token);
            var isThere = !read.Buffer.IsEmpty;
            input.AdvanceTo(read.Buffer.Start);
            return isThere;
        }
        catch (Exception error) when (error is OperationCanceledException or IOException)
        {
            return false; // Nobody waits for an answer.
        }
    }
}
