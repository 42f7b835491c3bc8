using System.Runtime.InteropServices;
using System.Text;

namespace MsMclr.MLNet.Mpi.Library;

/// <summary>
/// The eleven functions of MPI that are needed. One call is made at a time, from whatever thread, and none of them waits. What fails ends
/// the job: that is MPI's own way (MPI_ERRORS_ARE_FATAL).
/// </summary>
internal sealed unsafe class MpiFunctions
{
    private const int Serialized = 2;
    private const int LongestVersion = 8192;
    private readonly Lock _gate = new();
    private readonly MpiHandles _handles;
    private readonly delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int> _initThread;
    private readonly delegate* unmanaged[Cdecl]<int> _finalize;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _rank;
    private readonly delegate* unmanaged[Cdecl]<nint, int*, int> _size;
    private readonly delegate* unmanaged[Cdecl]<byte*, int, nint, int, int, nint, nint*, int> _send;
    private readonly delegate* unmanaged[Cdecl]<byte*, int, nint, int, int, nint, nint*, int> _receive;
    private readonly delegate* unmanaged[Cdecl]<nint*, int*, nint, int> _test;
    private readonly delegate* unmanaged[Cdecl]<int, int, nint, int*, nint, int> _probe;
    private readonly delegate* unmanaged[Cdecl]<nint, int, int> _abort;
    private readonly delegate* unmanaged[Cdecl]<byte*, int*, int> _version;
    private readonly delegate* unmanaged[Cdecl]<int*, int> _initialized;

    /// <summary>Finds them in a library.</summary>
    public MpiFunctions(nint library)
    {
        _handles = MpiHandles.Of(library);
        _initThread = (delegate* unmanaged[Cdecl]<int*, byte***, int, int*, int>)Find(library, "MPI_Init_thread");
        _finalize = (delegate* unmanaged[Cdecl]<int>)Find(library, "MPI_Finalize");
        _rank = (delegate* unmanaged[Cdecl]<nint, int*, int>)Find(library, "MPI_Comm_rank");
        _size = (delegate* unmanaged[Cdecl]<nint, int*, int>)Find(library, "MPI_Comm_size");
        _send = (delegate* unmanaged[Cdecl]<byte*, int, nint, int, int, nint, nint*, int>)Find(library, "MPI_Isend");
        _receive = (delegate* unmanaged[Cdecl]<byte*, int, nint, int, int, nint, nint*, int>)Find(library, "MPI_Irecv");
        _test = (delegate* unmanaged[Cdecl]<nint*, int*, nint, int>)Find(library, "MPI_Test");
        _probe = (delegate* unmanaged[Cdecl]<int, int, nint, int*, nint, int>)Find(library, "MPI_Iprobe");
        _abort = (delegate* unmanaged[Cdecl]<nint, int, int>)Find(library, "MPI_Abort");
        _version = (delegate* unmanaged[Cdecl]<byte*, int*, int>)Find(library, "MPI_Get_library_version");
        _initialized = (delegate* unmanaged[Cdecl]<int*, int>)Find(library, "MPI_Initialized");
    }

    /// <summary>Gets what the library says of itself, its first line.</summary>
    public string Version
    {
        get
        {
            var text = stackalloc byte[LongestVersion];
            var length = 0;
            lock (_gate)
                Check(_version(text, &length), "MPI_Get_library_version");
            var all = Encoding.ASCII.GetString(text, length).TrimEnd('\0');
            return all.Split('\n')[0].Trim();
        }
    }

    /// <summary>Begins.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            var isBegun = 0;
            Check(_initialized(&isBegun), "MPI_Initialized");
            if (isBegun != 0)
                return;
            var provided = 0;
            Check(_initThread(null, null, Serialized, &provided), "MPI_Init_thread");
            if (provided >= Serialized)
                return;
        }

        throw new InvalidOperationException("This MPI library takes calls from one thread alone (MPI_THREAD_SERIALIZED is not provided).");
    }

    /// <summary>Ends, when all ranks do.</summary>
    public void End()
    {
        lock (_gate)
            Check(_finalize(), "MPI_Finalize");
    }

    public int Rank()
    {
        var rank = 0;
        lock (_gate)
            Check(_rank(_handles.World, &rank), "MPI_Comm_rank");
        return rank;
    }

    public int Size()
    {
        var size = 0;
        lock (_gate)
            Check(_size(_handles.World, &size), "MPI_Comm_size");
        return size;
    }

    /// <summary>Begins to send.</summary>
    public void Send(byte* bytes, int count, int rank, int tag, nint* request)
    {
        lock (_gate)
            Check(_send(bytes, count, _handles.Byte, rank, tag, _handles.World, request), "MPI_Isend");
    }

    /// <summary>Begins to receive.</summary>
    public void Receive(byte* bytes, int count, int rank, int tag, nint* request)
    {
        lock (_gate)
            Check(_receive(bytes, count, _handles.Byte, rank, tag, _handles.World, request), "MPI_Irecv");
    }

    /// <summary>Whether what was begun is done.</summary>
    public bool IsDone(nint* request)
    {
        var done = 0;
        lock (_gate)
            Check(_test(request, &done, _handles.StatusIgnore), "MPI_Test");
        return done != 0;
    }

    /// <summary>Whether a message of a rank is there.</summary>
    public bool IsThere(int rank, int tag)
    {
        var there = 0;
        lock (_gate)
            Check(_probe(rank, tag, _handles.World, &there, _handles.StatusIgnore), "MPI_Iprobe");
        return there != 0;
    }

    /// <summary>Ends all processes of the job, this one among them.</summary>
    public void Abort(int code)
    {
        // A thread that is stuck in the library does not keep the others alive.
        var isFree = _gate.TryEnter(TimeSpan.FromSeconds(1));
        _abort(_handles.World, code);
        if (isFree)
            _gate.Exit();
    }

    private static nint Find(nint library, string function)
    {
        if (NativeLibrary.TryGetExport(library, function, out var found))
            return found;
        throw new EntryPointNotFoundException(
            $"The MPI library has no {function}: set {MpiLibrary.Variable} to the file libmpi.so of Open MPI or MPICH.");
    }

    private static void Check(int code, string function)
    {
        if (code != 0)
            throw new InvalidOperationException($"{function} failed with code {code}.");
    }
}
