using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>Receives a request's body whole, within a time and within the memory that bodies may take.</summary>
internal static class RequestBody
{
    /// <exception cref="BadHttpRequestException">It is too large (413), too slow (408), ends too early or is no HTTP (400).</exception>
    /// <exception cref="BusyException">There is no memory for it.</exception>
    /// <exception cref="ConnectionResetException">The client is gone.</exception>
    public static async Task<ReceivedBytes> Receive(HttpRequest request, BodyMemory memory, double seconds)
    {
        var reader = request.BodyReader;
        using var receiving = request.HttpContext.Features.Get<HalfClosed>()?.Receive(reader.CancelPendingRead);

        // Not with RequestAborted: a client that closes its half is owed the reason. Nor is the token given to the reader, which could
        // then not be read to the end by Kestrel.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        await using var canceling = late.Token.Register(reader.CancelPendingRead);
        var body = new ReceivedBytes(memory.Share(request.HttpContext.Connection.RemoteIpAddress));
        try
        {
            while (true)
            {
                var read = await Read(reader);
                Append(body, read, reader);
                if (read.IsCanceled && late.IsCancellationRequested)
                    throw Bad($"The clip was not received within {seconds} s.", StatusCodes.Status408RequestTimeout);
                if (read.IsCanceled)
                    throw Bad("The clip ends before the length that was announced.", StatusCodes.Status400BadRequest);
                if (read.IsCompleted)
                    return body;
            }
        }
        catch (Exception error)
        {
            body.Dispose();
            if (error is ConnectionResetException)
                request.HttpContext.Abort(); // Or Kestrel would look for the rest.
            throw;
        }
    }

    private static async Task<ReadResult> Read(PipeReader reader)
    {
        try
        {
            return await reader.ReadAsync(CancellationToken.None);
        }
        catch (Exception error) when (IsNoHttp(error))
        {
            throw Bad($"The body is not valid HTTP: {error.Message.Trim()}", StatusCodes.Status400BadRequest);
        }
    }

    // Kestrel's words for a chunk whose size is no number that it could count to, and for odd letters after the last chunk.
    private static bool IsNoHttp(Exception error)
        => error is InvalidOperationException or (IOException and not ConnectionResetException and not BadHttpRequestException);

    // Kestrel counts the bytes: there are never more than MaxBytes.
    private static void Append(ReceivedBytes body, ReadResult read, PipeReader reader)
    {
        try
        {
            foreach (var part in read.Buffer)
                body.Append(part.Span);
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static BadHttpRequestException Bad(string message, int status) => new(message, status);
}
