using Microsoft.ML.OnnxRuntime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Encoders.Definition;
using MsMclr.MLNet.Transforms.Encoders.Network;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// Scores clips with ONNX Runtime. Works on bodies, not clips: an absent body's features are a constant, computed once. Safe to use from
/// many threads.
/// </summary>
internal sealed class EncoderSession : IDisposable
{
    // One to eight rows a run measured alike on two cores; with four, a batch of 64 has parts for sixteen threads.
    private const int RowsTogether = 4;
    private readonly EncoderDefinition _encoder;
    private readonly InferenceSession _session;
    private readonly bool _onGpu;
    private readonly ReaderWriterLockSlim _use = new();
    private bool _disposed;

    public EncoderSession(EncoderDefinition encoder, int? gpuDeviceId, bool fallbackToCpu, Action<string> warn)
    {
        _encoder = encoder;
        (_session, _onGpu) = ScoringDevice.Open(EncoderGraph.Bodies(encoder), gpuDeviceId, fallbackToCpu, warn);
        AbsentFeatures = new float[encoder.EmbeddingSize];
        Score(new float[BodyLength], 1, AbsentFeatures);
    }

    /// <summary>The features of a body that is all zeros.</summary>
    public float[] AbsentFeatures { get; }

    private int BodyLength => _encoder.Input.Length / _encoder.Input.Bodies;

    /// <summary>E, the length of an embedding.</summary>
    public int EmbeddingSize => AbsentFeatures.Length;

    /// <summary>Clips <c>[N, C, T, V, M]</c> to features <c>[N, E]</c>.</summary>
    public void Embed(ReadOnlySpan<float> clips, Span<float> features)
    {
        using var rows = Score(clips);
        new BodyMean(_encoder, AbsentFeatures).Write(rows.Present, rows.Features, features);
    }

    /// <summary>Clips <c>[N, C, T, V, M]</c> to the features of each present body.</summary>
    public BodyRows Score(ReadOnlySpan<float> clips)
    {
        var rows = new BodyRows(_encoder, EmbeddingSize, clips.Length / _encoder.Shape.Length);
        try
        {
            rows.Take(clips);
            Score(rows.Values, rows.Count, rows.Features);
            return rows;
        }
        catch
        {
            rows.Dispose();
            throw;
        }
    }

    /// <summary>Waits for those who are scoring: the native session must not be freed under them.</summary>
    public void Dispose()
    {
        _use.EnterWriteLock();
        try
        {
            _disposed = true;
            _session.Dispose();
        }
        finally
        {
            _use.ExitWriteLock();
        }
    }

    // A session has one thread, so that ML.NET's parallel cursors and ONNX Runtime's threads don't multiply: rows are what is divided.
    private void Score(float[] rows, int count, float[] features)
    {
        var together = _onGpu ? count : Math.Clamp(count / Environment.ProcessorCount, 1, RowsTogether);
        if (count <= together)
        {
            ScoreRows(rows, first: 0, count, features);
            return;
        }

        var parts = (count + together - 1) / together;
        ParallelRows.For(parts, part =>
        {
            var first = part * together;
            ScoreRows(rows, first, Math.Min(together, count - first), features);
        });
    }

    private void ScoreRows(float[] rows, int first, int count, float[] features)
    {
        if (count == 0)
            return;
        var shape = _encoder.Input;
        var size = AbsentFeatures.Length;
        using var run = new RunOptions();
        using var input = Tensor(rows.AsMemory(first * BodyLength, count * BodyLength), count, shape.Channels, shape.Frames, shape.Joints);
        using var output = Tensor(features.AsMemory(first * size, count * size), count, size);
        _use.EnterReadLock();
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(SkeletonEmbeddingTransformer));
            _session.Run(run, [EncoderGraph.BodiesInput], [input], [EncoderGraph.Output], [output]);
        }
        finally
        {
            _use.ExitReadLock();
        }
    }

    // Over the memory itself: nothing is copied.
    private static OrtValue Tensor(Memory<float> values, params long[] shape)
        => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values, shape);
}
