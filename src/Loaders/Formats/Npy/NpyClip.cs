using System.Buffers;

namespace MsMclr.MLNet.Loaders.Formats.Npy;

/// <summary>Copies one clip of an array to the builder.</summary>
internal sealed class NpyClip(NpySkeletonOptions options, NpyHeader header, NpyShape shape)
{
    private readonly int _frames = (int)shape.Frames;
    private readonly float[] _body = new float[options.Layout!.JointCount * options.Channels];

    /// <summary>Copies a clip's bytes.</summary>
    public void Copy(ReadOnlySpan<byte> bytes, SkeletonClipBuilder clip)
    {
        var kept = options.KeepPadding ? _frames : LastFrame(bytes) + 1;
        var count = checked((int)(shape.Frames * shape.Run * shape.Runs));
        var values = ArrayPool<float>.Shared.Rent(count);
        try
        {
            new NpyValues(header, bytes).CopyTo(values.AsSpan(0, count));
            for (var frame = 0; frame < kept; frame++)
            {
                clip.AddFrame();
                for (var body = 0; body < options.Bodies; body++)
                {
                    Take(values, (frame * (int)shape.Run) + (body * (int)shape.Body));
                    if (_body.AsSpan().ContainsAnyExcept(0f))
                        _body.CopyTo(clip.AddBodyAt(body));
                }
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(values);
        }
    }

    private void Take(float[] values, int start)
    {
        var channels = options.Channels;
        var channelStep = (int)shape.Channel;
        var jointStep = (int)shape.Joint;
        for (var channel = 0; channel < channels; channel++)
        {
            var at = start + (channel * channelStep);
            for (var i = channel; i < _body.Length; i += channels, at += jointStep)
                _body[i] = values[at];
        }

        if (options.HasScore)
            MarkUnseen(channels);
    }

    // A joint of score 0 was not found, wherever it is said to be.
    private void MarkUnseen(int channels)
    {
        if (!_body.AsSpan().ContainsAnyExcept(0f))
            return;
        for (var start = 0; start < _body.Length; start += channels)
        {
            if (_body[start + channels - 1] == 0)
                _body.AsSpan(start, channels).Fill(float.NaN);
        }
    }

    private int LastFrame(ReadOnlySpan<byte> bytes)
    {
        var run = (int)shape.Run * header.ItemSize;
        for (var frame = _frames - 1; frame >= 0; frame--)
        {
            for (var part = 0; part < shape.Runs; part++)
            {
                if (bytes.Slice(((part * _frames) + frame) * run, run).ContainsAnyExcept((byte)0))
                    return frame;
            }
        }

        return -1;
    }
}
