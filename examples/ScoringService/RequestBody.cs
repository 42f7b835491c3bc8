using System.Buffers;

namespace MsMclr.MLNet.Examples;

/// <summary>Receives a request's body whole, into rented memory, within a time.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _length;

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <exception cref="BadHttpRequestException">The body is too large (413), too slow (408) or ends too early (400).</exception>
    public static async Task<RequestBody> Receive(HttpRequest request, ScoringOptions options)
    {
        var connection = request.HttpContext.Features.Get<HalfClosed>();
        using var receiving = connection?.Receive(request.BodyReader.CancelPendingRead);

        // Not with RequestAborted: a client that closes its half is owed the reason.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.ReceiveSeconds));
        var body = new RequestBody();
        try
        {
            for (int read; (read = await request.Body.ReadAsync(body._buffer.AsMemory(body._length), late.Token)) > 0;)
            {
                body._length += read;
                if (body._length == body._buffer.Length)
                    body.Grow();
            }

            return body;
        }
        catch (OperationCanceledException)
        {
            body.Dispose();
            throw connection?.Ended == true
                ? new BadHttpRequestException("The clip ends before the length that was announced.", StatusCodes.Status400BadRequest)
                : new BadHttpRequestException($"The clip was not received within {options.ReceiveSeconds} s.", StatusCodes.Status408RequestTimeout);
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        (_buffer, _length) = ([], 0);
    }

    // Kestrel counts the bytes: there are never more than MaxBytes.
    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(2 * _buffer.Length);
        _buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
