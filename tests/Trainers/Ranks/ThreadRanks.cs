using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MsMclr.MLNet.Tests;

/// <summary>Ranks that are threads of this process. They check that both sides of an exchange mean the same.</summary>
internal sealed class ThreadRanks
{
    private const int PatienceInMilliseconds = 120_000;
    private readonly BlockingCollection<Message>[,] _mail;
    private readonly CancellationTokenSource _aborted = new();
    private string _reason = "";

    private ThreadRanks(int size)
    {
        _mail = new BlockingCollection<Message>[size, size];
        for (var i = 0; i < size * size; i++)
            _mail[i / size, i % size] = [];
    }

    /// <summary>Gives what every rank's work gives. If ranks threw, what the first of them threw is thrown.</summary>
    public static T[] Run<T>(int size, Func<Communicator, T> work)
    {
        var failures = new ConcurrentQueue<Exception>();
        var results = RunAll(size, work, failures);
        if (failures.TryPeek(out var first))
            ExceptionDispatchInfo.Throw(first);
        return results;
    }

    /// <summary>Gives what each rank threw, or null.</summary>
    public static Exception?[] Failures(int size, Action<Communicator> work) => Run(size, rank =>
    {
        try
        {
            work(rank);
            return null;
        }
        catch (Exception error)
        {
            return error;
        }
    });

    private static T[] RunAll<T>(int size, Func<Communicator, T> work, ConcurrentQueue<Exception> failures)
    {
        var ranks = new ThreadRanks(size);
        var results = new T[size];
        var threads = Enumerable.Range(0, size).Select(rank => new Thread(() =>
        {
            try
            {
                results[rank] = work(new Communicating(ranks, rank, size));
            }
            catch (Exception error)
            {
                failures.Enqueue(error);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return results;
    }

    private void Abort(string reason)
    {
        lock (_aborted)
        {
            if (_aborted.IsCancellationRequested)
                return;
            _reason = reason;
            _aborted.Cancel();
        }
    }

    private sealed record Message(byte[] Bytes, string Operation);

    private sealed class Communicating(ThreadRanks ranks, int rank, int size) : Communicator
    {
        public override int Rank => rank;

        public override int Size => size;

        public override void Exchange(int partner, ReadOnlySpan<byte> sent, Span<byte> received, string operation)
        {
            ranks._mail[rank, partner].Add(new(sent.ToArray(), operation));
            var message = From(partner, operation);
            if (message.Operation != operation || message.Bytes.Length != received.Length)
            {
                throw new InvalidOperationException(
                    $"{operation} of {received.Length} meets {message.Operation} of {message.Bytes.Length}");
            }

            message.Bytes.CopyTo(received);
        }

        private Message From(int partner, string operation)
        {
            try
            {
                if (ranks._mail[partner, rank].TryTake(out var message, PatienceInMilliseconds, ranks._aborted.Token))
                    return message;
            }
            catch (OperationCanceledException)
            {
                throw new InvalidOperationException(ranks._reason);
            }

            throw new TimeoutException($"Rank {rank} waits for rank {partner}: {operation}");
        }

        public override void Abort(string reason) => ranks.Abort($"Rank {rank} of {size}: {reason}");
    }
}
