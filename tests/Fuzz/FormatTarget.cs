using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>
/// A format under fire: mutants of valid files are loaded through the public loader. A documented exception or clips are fine, anything
/// else is a find.
/// </summary>
internal sealed class FuzzTarget(string name, string fileName, ISkeletonFormat format, params byte[][] samples)
{
    /// <summary>Beyond these, an input counts as a find even though nothing was thrown.</summary>
    public const int MaxMilliseconds = 2_000;
    public const int SlowMilliseconds = 5;
    public const long MaxAllocated = 512L << 20;

    private static readonly MLContext Context = new(1);

    public string Name => name;

    public IReadOnlyList<byte[]> Samples => samples;

    /// <summary>The path of a second file that the format reads: mutants go there, and the recording stays as it is.</summary>
    public string? Beside { get; init; }

    /// <summary>The recording that <see cref="Beside"/> belongs to.</summary>
    public byte[] Recording { get; init; } = [];

    /// <summary>Makes the format of a file of mutants at <see cref="Beside"/>, which is then the recording, too.</summary>
    public Func<string, ISkeletonFormat>? FromFile { get; init; }

    /// <summary>The mutant of a number.</summary>
    public byte[] Mutant(int seed) => Mutator.Mutate(samples[(int)((uint)seed % (uint)samples.Length)], seed);

    /// <summary>Loads an input; says whether it was taken, and what is wrong with how it was handled, if anything is.</summary>
    public FuzzResult Run(byte[] input, int retries = 3)
    {
        var allocatedBefore = GC.GetTotalAllocatedBytes();
        var watch = Stopwatch.StartNew();
        var taken = false;
        string? find = null;
        try
        {
            Load(input);
            taken = true;
        }
        catch (SkeletonFileException)
        {
            // The documented way to refuse a file.
        }
#pragma warning disable CA1031 // Whatever else comes out is what we are looking for.
        catch (Exception e)
#pragma warning restore CA1031
        {
            find = e.ToString();
        }

        var milliseconds = watch.Elapsed.TotalMilliseconds;
        var allocated = GC.GetTotalAllocatedBytes() - allocatedBefore;
        // A pause of the machine is no fault of a parser: what is slow has to be slow again.
        if (find is null && milliseconds > SlowMilliseconds && retries > 0)
        {
            var again = Run(input, retries - 1);
            return again with { Milliseconds = Math.Min(milliseconds, again.Milliseconds) };
        }

        if (find is null && (milliseconds > MaxMilliseconds || allocated > MaxAllocated))
            find = $"{milliseconds:f0} ms, {allocated} bytes";
        return new FuzzResult(taken, find, milliseconds, allocated);
    }

    private void Load(byte[] input)
    {
        var read = format;
        if (Beside is { } beside)
        {
            File.WriteAllBytes(beside, input);
            if (FromFile is not null)
                read = FromFile(beside);
            else
                input = Recording;
        }

        var view = Context.Data.CreateSkeletonLoader(read).Load(new Input(fileName, input));
        using var cursor = view.GetRowCursor([view.Schema["Clip"], view.Schema["Name"]]);
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        VBuffer<float> clip = default;
        while (cursor.MoveNext())
        {
            getClip(ref clip);
            foreach (var value in clip.GetValues())
            {
                // A joint that was not found is NaN.
                if (float.IsInfinity(value))
                    throw new InvalidOperationException("A clip holds an infinite number.");
            }
        }
    }

    private sealed class Input(string fileName, byte[] bytes) : IMultiStreamSource
    {
        public int Count => 1;

        public string GetPathOrNull(int index) => fileName;

        public Stream Open(int index) => new MemoryStream(bytes, writable: false);

        public TextReader OpenTextReader(int index) => new StreamReader(Open(index));
    }
}
