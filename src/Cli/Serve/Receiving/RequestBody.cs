using MsMclr.MLNet.Cli.Serve.Connections;

namespace MsMclr.MLNet.Cli.Serve.Receiving;

/// <summary>Receives a request's body whole, within a time and within the memory that bodies may take.</summary>
internal static class RequestBody
{
    /// <exception cref="BadHttpRequestException">It is too large (413), too slow (408), ends too early or is no HTTP (400).</exception>
    /// <exception cref="BusyException">There is no memory for it.</exception>
    public static async Task<ReceivedBytes> Receive(HttpRequest request, BodyMemory memory, double seconds)
    {
        using var receiving = request.HttpContext.Features.Get<HalfClosed>()?.Receive(request.BodyReader.CancelPendingRead);

        // Not with RequestAborted: a client that closes its half is owed the reason.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(seconds));
        var body = new ReceivedBytes(memory.Share());
        try
        {
            while (!await Read(request, body, late.Token))
            {
                // Goes on to the end.
            }

            return body;
        }
        catch (OperationCanceledException)
        {
            body.Dispose();
            throw Bad($"The clip was not received within {seconds} s.", StatusCodes.Status408RequestTimeout);
        }
        catch (IOException error) when (error is not BadHttpRequestException)
        {
            // Kestrel's word for a chunk whose size is no number that it could count to; or the client is gone.
            body.Dispose();
            throw Bad($"The body is not valid HTTP: {error.Message.Trim()}", StatusCodes.Status400BadRequest);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    // Kestrel counts the bytes: there are never more than MaxBytes.
    private static async Task<bool> Read(HttpRequest request, ReceivedBytes body, CancellationToken cancellationToken)
    {
        var read = await request.BodyReader.ReadAsync(cancellationToken);
        try
        {
            foreach (var part in read.Buffer)
                body.Append(part.Span);
        }
        finally
        {
            request.BodyReader.AdvanceTo(read.Buffer.End);
        }

        if (read.IsCanceled)
            throw Bad("The clip ends before the length that was announced.", StatusCodes.Status400BadRequest);
        return read.IsCompleted;
    }

    private static BadHttpRequestException Bad(string message, int status) => new(message, status);
}
