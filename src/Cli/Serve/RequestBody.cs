using System.Buffers;

namespace MsMclr.MLNet.Cli.Serve;

/// <summary>Receives a request's body whole, into rented memory, within a time.</summary>
internal sealed class RequestBody : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int _length;

    public ReadOnlyMemory<byte> Content => _buffer.AsMemory(0, _length);

    /// <exception cref="BadHttpRequestException">The body is too large (413), too slow (408) or ends too early (400).</exception>
    public static async Task<RequestBody> Receive(HttpRequest request, ScoringOptions options)
    {
        using var receiving = request.HttpContext.Features.Get<HalfClosed>()?.Receive(request.BodyReader.CancelPendingRead);

        // Not with RequestAborted: a client that closes its half is owed the reason.
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(options.ReceiveSeconds));
        var body = new RequestBody();
        try
        {
            for (var ended = false; !ended;)
            {
                var read = await request.BodyReader.ReadAsync(late.Token);
                foreach (var part in read.Buffer)
                    body.Append(part.Span);
                request.BodyReader.AdvanceTo(read.Buffer.End);
                if (read.IsCanceled)
                {
                    throw new BadHttpRequestException(
                        "The clip ends before the length that was announced.", StatusCodes.Status400BadRequest);
                }

                ended = read.IsCompleted;
            }

            return body;
        }
        catch (OperationCanceledException)
        {
            body.Dispose();
            throw new BadHttpRequestException(
                $"The clip was not received within {options.ReceiveSeconds} s.", StatusCodes.Status408RequestTimeout);
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
        _buffer = [];
        _length = 0;
    }

    // Kestrel counts the bytes: there are never more than MaxBytes.
    private void Append(ReadOnlySpan<byte> part)
    {
        if (_length + part.Length > _buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(2 * _buffer.Length, _length + part.Length));
            Content.CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_buffer);
            _buffer = larger;
        }

        part.CopyTo(_buffer.AsSpan(_length));
        _length += part.Length;
    }
}
