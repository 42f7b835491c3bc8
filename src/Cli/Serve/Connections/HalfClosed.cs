using System.Buffers;
using System.IO.Pipelines;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>
/// Answers clients that have closed their sending half. Kestrel takes the end of a client's bytes for the end of the connection and
/// drops the answer. Here the end is told only once everything before it is used up. A request whose body is being received is told of
/// it as a canceled read, after which it can be answered.
/// </summary>
internal sealed class HalfClosed(PipeReader input) : PipeReader
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(1);
    private ReadOnlySequence<byte> _told;
    private bool _usedUp;
    private long _left;
    private Action? _cancel;
    private bool _brokenOff;

    /// <summary>Adds it to an endpoint.</summary>
    public static void Serve(ListenOptions endpoint) => endpoint.Use(next => async connection =>
    {
        var reader = new HalfClosed(connection.Transport.Input);
        using var later = new CancellationTokenSource();
        await using var closed = connection.ConnectionClosed.Register(() => later.CancelAfter(Grace));
        connection.Transport = new Transport(reader, connection.Transport.Output);
        connection.ConnectionClosed = later.Token;
        connection.Features.Set(reader);
        await next(connection);
    });

    /// <summary>Says that a request's body is being received, until disposed, and how its reading is canceled.</summary>
    public IDisposable Receive(Action cancel)
    {
        _cancel = cancel;
        _usedUp = false; // By the reader of the request's head it may have been; the body's has seen nothing yet.
        return new Reception(this);
    }

    public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
    {
        // Kestrel looks for the rest of a request after the answer; told at once that there is none, it cuts the answer off.
        if (_brokenOff)
            await Task.Delay(Linger, cancellationToken);
        return Told(await input.ReadAsync(cancellationToken));
    }

    public override bool TryRead(out ReadResult result)
    {
        result = default;
        if (_brokenOff || !input.TryRead(out result))
            return false;
        result = Told(result);
        return true;
    }

    public override void AdvanceTo(SequencePosition consumed) => AdvanceTo(consumed, consumed);

    public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
    {
        _usedUp = _told.Slice(examined).IsEmpty;
        _left = _told.Slice(consumed).Length;
        _told = default;
        input.AdvanceTo(consumed, examined);
    }

    public override void CancelPendingRead() => input.CancelPendingRead();

    public override void Complete(Exception? exception = null) => input.Complete(exception);

    private ReadResult Told(ReadResult result)
    {
        _told = result.Buffer;
        if (!result.IsCompleted)
            return result;
        var isNew = !_usedUp || result.Buffer.Length > _left;
        if (isNew && !result.Buffer.IsEmpty)
            return new ReadResult(result.Buffer, result.IsCanceled, isCompleted: false);
        if (_cancel is null)
            return result;
        _brokenOff = true;
        _cancel();
        return new ReadResult(result.Buffer, isCanceled: true, isCompleted: false);
    }

    private sealed record Transport(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class Reception(HalfClosed reader) : IDisposable
    {
        public void Dispose() => reader._cancel = null;
    }
}
