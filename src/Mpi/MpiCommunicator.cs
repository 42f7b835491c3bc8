using MsMclr.MLNet.Mpi.Launching;
using MsMclr.MLNet.Mpi.Library;
using MsMclr.MLNet.Mpi.Waiting;

namespace MsMclr.MLNet;

/// <summary>
/// The processes that <c>mpirun</c>, <c>srun</c> or <c>mpiexec</c> has started, as ranks of one training run
/// (<see cref="MsMclrTrainer.Options.Communicator"/>).
/// </summary>
/// <remarks>
/// <para>It takes the MPI library of the machine: Open MPI 4 or 5, or MPICH. The variable <c>MSMCLR_MPI</c> names the library's file where
/// it isn't found, or isn't the launcher's own.</para>
/// <para>A rank that cannot go on ends the whole job, with a line on the standard error that names it: after an exception that nobody
/// catches, when it leaves while others wait for it, and when it has not answered in <see cref="Timeout"/>.</para>
/// </remarks>
/// <example>
/// <code>
/// using var world = MpiCommunicator.World();
/// var trainer = ml.SelfSupervised.Trainers.MsMclr(new MsMclrTrainer.Options { Communicator = world });
/// using var encoder = trainer.Fit(clips);
/// if (world.Rank == 0)
///     encoder.SaveEncoder("encoder.onnx");
/// </code>
/// </example>
public sealed unsafe class MpiCommunicator : Communicator, IDisposable
{
    private const int MessageTag = 1;
    private const int FarewellTag = 2;
    private const int FailureCode = 1;
    private static readonly TimeSpan BeforeFarewellIsLookedFor = TimeSpan.FromMilliseconds(500);
    private static int _worlds;
    private readonly MpiFunctions _mpi;
    private readonly Watchdog _watchdog;
    private readonly UnhandledExceptionEventHandler _failed;
    private readonly EventHandler _exiting;
    private volatile bool _finalized;
    private int _ended;

    private MpiCommunicator(MpiFunctions mpi, Launch launch, TimeSpan patience, Action<string> warn)
    {
        _mpi = mpi;
        mpi.Begin();
        Library = mpi.Version;
        Rank = mpi.Rank();
        Size = mpi.Size();
        launch.RequireAll(Size, Library);
        _watchdog = new(patience, Abort);
        _failed = (_, failure) => Abort($"{failure.ExceptionObject}");
        _exiting = (_, _) => Dispose();
        AppDomain.CurrentDomain.UnhandledException += _failed;
        AppDomain.CurrentDomain.ProcessExit += _exiting;
        foreach (var advice in launch.Advice(Environment.ProcessorCount, Cores.OfMachine))
            warn($"Rank {Rank} of {Size}: {advice}");
    }

    /// <summary>
    /// Gets whether <c>mpirun</c>, <c>srun</c> or <c>mpiexec</c> has started this process together with others, as far as its environment
    /// tells. A process that was started alone needs no MPI library.
    /// </summary>
    public static bool IsLaunched => new Launch(Environment.GetEnvironmentVariable).Processes > 1;

    /// <inheritdoc/>
    public override int Rank { get; }

    /// <inheritdoc/>
    public override int Size { get; }

    /// <summary>Gets what the MPI library calls itself.</summary>
    public string Library { get; }

    /// <summary>Gets how long a rank waits for another one before it ends the job.</summary>
    public TimeSpan Timeout => _watchdog.Patience;

    /// <summary>Begins MPI, once a process. Without a launcher there is one rank.</summary>
    /// <param name="timeout">
    /// How long a rank waits for another one before it ends the job; 5 minutes by default. It has to be longer than rank 0 takes to write
    /// a checkpoint, and than one rank may be behind another when clips have been read.
    /// </param>
    /// <param name="warn">Is told what makes a run slow, as a binding to one core; the standard error by default.</param>
    /// <returns>All processes that were started together. Dispose it when all is done.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is not above zero.</exception>
    /// <exception cref="DllNotFoundException">There is no MPI library; the message names the package to install.</exception>
    /// <exception cref="InvalidOperationException">It was called before, or the library is not that of the launcher.</exception>
    public static MpiCommunicator World(TimeSpan? timeout = null, Action<string>? warn = null)
    {
        var patience = timeout ?? TimeSpan.FromMinutes(5);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(patience, TimeSpan.Zero, nameof(timeout));
        var library = MpiLibrary.Load(Environment.GetEnvironmentVariable);
        if (Interlocked.Increment(ref _worlds) > 1)
            throw new InvalidOperationException("MPI begins once in a process: keep what MpiCommunicator.World has given.");
        return new(new(library), new(Environment.GetEnvironmentVariable), patience, warn ?? Console.Error.WriteLine);
    }

    /// <inheritdoc/>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    public override void Exchange(int partner, ReadOnlySpan<byte> sent, Span<byte> received, string operation)
    {
        ObjectDisposedException.ThrowIf(_ended != 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(partner);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(partner, Size);
        nint send = 0;
        nint receive = 0;
        fixed (byte* from = sent, to = received)
        {
            _watchdog.Begin(partner, operation);
            if (received.Length > 0)
                _mpi.Receive(to, received.Length, partner, MessageTag, &receive);
            if (sent.Length > 0)
                _mpi.Send(from, sent.Length, partner, MessageTag, &send);
            Await(received.Length > 0 ? &receive : null, partner, operation);
            Await(sent.Length > 0 ? &send : null, partner, operation);
            _watchdog.End();
        }
    }

    /// <inheritdoc/>
    public override void Abort(string reason)
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
        {
            // Another thread is ending the job. Whoever returned would free what MPI still writes to.
            if (!_finalized)
                Thread.Sleep(System.Threading.Timeout.Infinite);
            return;
        }

        Console.Error.WriteLine($"Rank {Rank} of {Size}, step {Step}: {reason}");
        Console.Error.Flush();
        Thread.Sleep(100); // The launcher passes the line on, which it does not do for a process that is gone.
        _mpi.Abort(FailureCode);
    }

    /// <summary>
    /// Ends MPI, once all ranks are here. A rank that is here while others still train has failed, and those that wait for it end the
    /// job.
    /// </summary>
    public void Dispose()
    {
        if (_ended != 0)
            return;
        // MPI_Finalize would wait for the others, whatever has brought this rank here, and they would wait for this rank.
        SayFarewell();
        _finalized = true;
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;
        _watchdog.Dispose();
        AppDomain.CurrentDomain.UnhandledException -= _failed;
        AppDomain.CurrentDomain.ProcessExit -= _exiting;
        _mpi.End();
    }

    private void SayFarewell()
    {
        var word = stackalloc byte[2];
        for (var distance = 1; distance < Size; distance++)
        {
            nint send = 0;
            _mpi.Send(word, 1, (Rank + distance) % Size, FarewellTag, &send);
            Await(&send, (Rank + distance) % Size, operation: null);
        }

        for (var distance = 1; distance < Size; distance++)
        {
            var partner = (Rank + distance) % Size;
            nint receive = 0;
            // No patience ends here: rank 0 may work for long with what was trained. One that was killed is noticed by the launcher.
            _mpi.Receive(word + 1, 1, partner, FarewellTag, &receive);
            Await(&receive, partner, operation: null);
        }
    }

    private void Await(nint* request, int partner, string? operation)
    {
        if (request == null)
            return;
        var pause = new Pause();
        while (!_mpi.IsDone(request))
        {
            pause.Once();
            if (operation is null || pause.Elapsed < BeforeFarewellIsLookedFor || !_mpi.IsThere(partner, FarewellTag))
                continue;
            // What it sent before it left is here by now.
            if (_mpi.IsDone(request))
                return;
            var reason = $"rank {partner} has left, while this rank waits for it: {operation}";
            Abort(reason);
            throw new InvalidOperationException(reason);
        }
    }
}
