using System.Net;
using Microsoft.AspNetCore.Connections;

namespace MsMclr.MLNet.Cli.Serve.Connections;

/// <summary>A connection that holds a place. Outside its requests it can be given up for another.</summary>
internal sealed class OpenConnection(ConnectionContext connection, IPAddress address)
{
    private const int GivenUp = int.MinValue / 2;

    // An answer that was just written may not have been sent.
    private const long SettledMilliseconds = 1_000;

    private long _idleSince = Environment.TickCount64;
    private int _requests;
    private int _served;

    public IPAddress Address => address;

    /// <summary>Whether it has had an answer. Those that have not are given up first.</summary>
    public bool HasBeenServed => Volatile.Read(ref _served) != 0;

    /// <summary>The time at which it began to say nothing.</summary>
    public long IdleSince => Interlocked.Read(ref _idleSince);

    /// <summary>Whether it is between requests, or before its first.</summary>
    public bool IsIdle
    {
        get
        {
            var isSettled = !HasBeenServed || Environment.TickCount64 - IdleSince > SettledMilliseconds;
            return isSettled && Volatile.Read(ref _requests) == 0;
        }
    }

    /// <summary>Says that a request is being answered, until its answer is complete.</summary>
    public void Serve(HttpResponse response)
    {
        Interlocked.Increment(ref _requests);
        response.OnCompleted(() =>
        {
            Volatile.Write(ref _served, 1);
            Interlocked.Exchange(ref _idleSince, Environment.TickCount64);
            Interlocked.Decrement(ref _requests);
            return Task.CompletedTask;
        });
    }

    /// <summary>Gives an idle connection up; false where a request has just come.</summary>
    public bool TryGiveUp() => Interlocked.CompareExchange(ref _requests, GivenUp, 0) == 0;

    /// <summary>Closes it, after it was given up.</summary>
    public void Close() => connection.Abort(new ConnectionAbortedException("Given up for a newer connection."));
}
