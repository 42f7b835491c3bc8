using System.Buffers;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// The present bodies of some clips as rows <c>[R, C, T, V]</c>, streams made, and room for their features. In buffers that are lent:
/// dispose it to give them back.
/// </summary>
internal sealed class BodyRows : IDisposable
{
    private readonly EncoderDefinition _encoder;
    private readonly int _bodyLength;
    private readonly int _bodies;
    private readonly bool[] _present;

    public BodyRows(EncoderDefinition encoder, int embeddingSize, int clips)
    {
        _encoder = encoder;
        _bodyLength = encoder.Input.Length / encoder.Input.Bodies;
        _bodies = clips * encoder.Shape.Bodies;
        Values = ArrayPool<float>.Shared.Rent(_bodies * _bodyLength);
        Features = ArrayPool<float>.Shared.Rent(_bodies * embeddingSize);
        _present = ArrayPool<bool>.Shared.Rent(_bodies);
    }

    /// <summary>The rows, one after the other. The buffer may be longer.</summary>
    public float[] Values { get; }

    /// <summary>Room for the features of each row, <c>[R, E]</c>. The buffer may be longer.</summary>
    public float[] Features { get; }

    /// <summary>R, how many bodies are present.</summary>
    public int Count { get; private set; }

    /// <summary>For every body of every clip whether it is present.</summary>
    public ReadOnlySpan<bool> Present => _present.AsSpan(0, _bodies);

    /// <summary>Takes the bodies of clips <c>[N, C, T, V, M]</c>, as many clips as there is room for.</summary>
    public void Take(ReadOnlySpan<float> clips)
    {
        var shape = _encoder.Shape;
        var stream = ArrayPool<float>.Shared.Rent(_encoder.Input.Length);
        try
        {
            for (var flag = 0; flag < _bodies; flag += shape.Bodies)
            {
                var clip = clips.Slice(flag / shape.Bodies * shape.Length, shape.Length);
                StreamValues.Make(_encoder.Stream, shape, _encoder.Layout, clip, stream);
                for (var body = 0; body < shape.Bodies; body++)
                {
                    var isPresent = BodyPresence.IsPresent(clip, body, shape.Bodies);
                    _present[flag + body] = isPresent;
                    if (isPresent)
                        Add(stream, body);
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(stream);
        }
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(Values);
        ArrayPool<float>.Shared.Return(Features);
        ArrayPool<bool>.Shared.Return(_present);
    }

    private void Add(ReadOnlySpan<float> clip, int body)
    {
        var bodies = _encoder.Shape.Bodies;
        var row = Values.AsSpan(Count * _bodyLength, _bodyLength);
        for (var i = 0; i < row.Length; i++)
            row[i] = clip[(i * bodies) + body];

        // What is still missing is 0 from here on, as in the graphs.
        row.Replace(float.NaN, 0);
        Count++;
    }
}
