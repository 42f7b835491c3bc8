using System.Buffers;
using Microsoft.ML;
using MsMclr.MLNet.Loaders.Contract;
using MsMclr.MLNet.Loaders.View;

namespace MsMclr.MLNet.Loaders.Memory;

/// <summary>Clips in memory as a source. Absent bodies are added, and missing joints given their form, when a clip is read.</summary>
internal sealed class MemorySource(MemoryClips clips) : ClipSource
{
    public override long? Count => clips.Clips.Length;

    public override ClipFeed Open(bool withValues, Random? random) => new Feed(this, withValues, Order(clips.Clips.Length, random));

    /// <summary>The clips as files give them.</summary>
    public static IDataView View(MemoryClips clips)
    {
        var schema = new ClipSchema(clips.Layout, clips.Bodies, clips.Channels, clips.Coordinates);
        return new ClipDataView(schema.Build(clips.LabelNames, clips.Fields, numberNames: [], others: []), new MemorySource(clips));
    }

    private LoadedClip Load(int number)
    {
        var clip = clips.Clips[number];
        var frameLength = clips.Bodies * clip.Joints * clip.Channels;
        var length = checked(clip.Frames * frameLength);
        var values = ArrayPool<float>.Shared.Rent(length);
        values.AsSpan(0, length).Clear();
        for (var frame = 0; frame < clip.Frames; frame++)
            clip.Values.Span.Slice(frame * clip.FrameLength, clip.FrameLength).CopyTo(values.AsSpan(frame * frameLength));
        MarkMissing(values.AsSpan(0, length), clip.Joints * clip.Channels);
        return new LoadedClip(clips.Describe(number), values, length);
    }

    // As files are read: a joint is missing as a whole, and a body without any joint is none.
    private void MarkMissing(Span<float> values, int bodyLength)
    {
        if (FiniteValues.AreAll(values))
            return;
        var coordinates = clips.Coordinates ?? clips.Channels;
        for (var start = 0; start < values.Length; start += bodyLength)
        {
            var body = values.Slice(start, bodyLength);
            var found = false;
            for (var joint = 0; joint < bodyLength; joint += clips.Channels)
            {
                var place = body.Slice(joint, clips.Channels);
                if (FiniteValues.AreAll(place))
                {
                    found = true;
                    continue;
                }

                place[..coordinates].Fill(float.NaN);
                place[coordinates..].Clear();
            }

            if (!found)
                body.Clear();
        }
    }

    private sealed class Feed(MemorySource source, bool withValues, int[] order) : ClipFeed
    {
        private int _next;

        public override LoadedClip? Next(out UInt128 id)
        {
            id = 0;
            if (_next >= order.Length)
                return null;
            var number = order[_next];
            _next++;
            id = (UInt128)number;
            return withValues ? source.Load(number) : new LoadedClip(source.Describe(number), null, 0);
        }

        public override void Dispose() => _next = order.Length;
    }

    private ClipInfo Describe(int number) => clips.Describe(number);
}
