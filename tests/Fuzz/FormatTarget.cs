using Microsoft.ML;
using Microsoft.ML.Data;

namespace MsMclr.MLNet.Fuzzing;

/// <summary>A format under fire: mutants of valid files are loaded through the public loader.</summary>
internal sealed class FormatTarget(string name, string fileName, ISkeletonFormat format, params byte[][] samples)
    : FuzzTarget(name, samples)
{
    private static readonly MLContext Context = new(1);

    /// <summary>The path of a second file that the format reads: mutants go there, and the recording stays as it is.</summary>
    public string? Beside { get; init; }

    /// <summary>The recording that <see cref="Beside"/> belongs to.</summary>
    public byte[] Recording { get; init; } = [];

    /// <summary>Makes the format of a file of mutants at <see cref="Beside"/>, which is then the recording, too.</summary>
    public Func<string, ISkeletonFormat>? FromFile { get; init; }

    protected override bool IsRefusal(Exception error) => error is SkeletonFileException;

    protected override void Load(byte[] input)
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
