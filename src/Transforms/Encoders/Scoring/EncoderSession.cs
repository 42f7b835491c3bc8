using System.Buffers;
using Microsoft.ML.OnnxRuntime;
using MsMclr.MLNet.Interop;
using MsMclr.MLNet.Transforms.Columns;
using MsMclr.MLNet.Transforms.Encoders.Files;
using MsMclr.MLNet.Transforms.Encoders.Network;
using MsMclr.MLNet.Transforms.Streams;

namespace MsMclr.MLNet.Transforms.Encoders.Scoring;

/// <summary>
/// Scores clips with ONNX Runtime. Works on bodies, not clips: an absent body's features are a constant, computed once. Safe to
/// use from many threads.
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
        AbsentFeatures = new float[encoder.FeatureSize];
        Score(new float[BodyLength], 1, AbsentFeatures);
    }

    /// <summary>The features of a body that is all zeros.</summary>
    public float[] AbsentFeatures { get; }

    private int BodyLength => _encoder.Shape.Channels * _encoder.Shape.Frames * _encoder.Shape.Joints;

    /// <summary>Clips <c>[N, C, T, V, M]</c> to features <c>[N, D]</c>.</summary>
    public void Embed(ReadOnlySpan<float> clips, Span<float> features)
    {
        var shape = _encoder.Shape;
        var count = clips.Length / shape.Length;
        var bodies = count * shape.Bodies;
        var rows = ArrayPool<float>.Shared.Rent(bodies * BodyLength);
        var scored = ArrayPool<float>.Shared.Rent(bodies * _encoder.FeatureSize);
        var present = ArrayPool<bool>.Shared.Rent(bodies);
        var stream = ArrayPool<float>.Shared.Rent(shape.Length);
        try
        {
            var row = 0;
            for (var clip = 0; clip < count; clip++)
            {
                var values = clips.Slice(clip * shape.Length, shape.Length);
                StreamValues.Make(_encoder.Stream, shape, _encoder.Layout, values, stream);
                for (var body = 0; body < shape.Bodies; body++)
                {
                    if (present[(clip * shape.Bodies) + body] = BodyPresence.IsPresent(values, body, shape.Bodies))
                        TakeBody(stream, body, shape.Bodies, rows.AsSpan(row++ * BodyLength, BodyLength));
                }
            }

            Score(rows, row, scored);
            new BodyMean(_encoder, AbsentFeatures).Write(present.AsSpan(0, bodies), scored, features);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rows);
            ArrayPool<float>.Shared.Return(scored);
            ArrayPool<float>.Shared.Return(stream);
            ArrayPool<bool>.Shared.Return(present);
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
            ScoreRows(rows, 0, count, features);
            return;
        }

        ParallelRows.For((count + together - 1) / together, part => ScoreRows(rows, part * together, Math.Min(together, count - (part * together)), features));
    }

    private void ScoreRows(float[] rows, int first, int count, float[] features)
    {
        if (count == 0)
            return;
        var shape = _encoder.Shape;
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, rows.AsMemory(first * BodyLength, count * BodyLength), [count, shape.Channels, shape.Frames, shape.Joints]);
        using var output = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, features.AsMemory(first * _encoder.FeatureSize, count * _encoder.FeatureSize), [count, _encoder.FeatureSize]);
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

    private static void TakeBody(ReadOnlySpan<float> clip, int body, int bodies, Span<float> row)
    {
        for (var i = 0; i < row.Length; i++)
            row[i] = clip[(i * bodies) + body];
    }
}
