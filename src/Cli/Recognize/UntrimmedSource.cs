using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Cli.Recognize;

/// <summary>The recordings that the options name, one after the other, each with its true intervals where they are told.</summary>
internal sealed class UntrimmedSource(RecordingOptions options, ParseResult parsed, SkeletonLayout layout)
{
    /// <summary>A table of the true intervals; null where there is none.</summary>
    public string? TruthFile { get; init; }

    /// <summary>How many people a frame has room for; null for the format's own number.</summary>
    public int? Bodies { get; init; }

    /// <summary>How many recordings are made up.</summary>
    public int MadeUp { get; init; } = 16;

    /// <summary>Which recordings of files are taken; null is all.</summary>
    public SkeletonSplit? Part { get; init; }

    public IEnumerable<UntrimmedClip> Load(CancellationToken cancellationToken)
    {
        var recordings = new Recordings(options, parsed) { Layout = layout, Bodies = Bodies, AreWhole = true };
        return recordings.IsSynthetic ? MakeUp() : OfFiles(recordings, cancellationToken);
    }

    private IEnumerable<UntrimmedClip> MakeUp()
    {
        Refusal.Unless(
            layout.Equals(SkeletonLayout.NtuRgbd),
            $"The model reads layout {layout.Name}; made-up recordings have {SkeletonLayout.NtuRgbd.Name}. Take recordings of its own.");

        // People whom Quickstart's model has not seen.
        var people = Choices.Split("unseen-subjects", list: null).Test;
        var made = new SyntheticSkeletons.UntrimmedOptions
        {
            Recordings = MadeUp,
            Clips = new SyntheticSkeletons.Options { Split = people },
        };
        return SyntheticSkeletons.MakeUntrimmed(made).Select(made => new UntrimmedClip(made.Recording, made.Intervals));
    }

    private IEnumerable<UntrimmedClip> OfFiles(Recordings recordings, CancellationToken cancellationToken)
    {
        var truth = TruthFile is { } file ? ActionIntervalFile.Read(file) : null;
        var labels = parsed.GetValue(options.Intervals);
        Refusal.Unless(truth is null || labels is null, "--truth and --intervals both tell the true intervals; leave one out.");
        var ml = new MLContext();
        using var anyEncoder = new EncoderFacts(ml, file: null);
        var path = options.PathIn(parsed)!;
        var view = recordings.Load(ml, anyEncoder, path, recordings.Described(), Part, cancellationToken);
        foreach (var clip in Clips(view))
            yield return new UntrimmedClip(clip, Truth(clip.Name!));

        IReadOnlyList<ActionInterval>? Truth(string name)
        {
            if (labels is not null)
                return ActionIntervalFile.ReadPkuMmd(labels, name);
            return truth?.Where(interval => interval.Recording == name).ToList();
        }
    }

    private IEnumerable<SkeletonRecording> Clips(IDataView view)
    {
        var type = (VectorDataViewType)view.Schema["Clip"].Type;
        using var cursor = view.GetRowCursor(view.Schema);
        var getClip = cursor.GetGetter<VBuffer<float>>(view.Schema["Clip"]);
        var getName = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Name"]);
        var getRate = view.Schema.GetColumnOrNull("FrameRate") is { } rate ? cursor.GetGetter<float>(rate) : null;
        var values = default(VBuffer<float>);
        var name = default(ReadOnlyMemory<char>);
        var frameRate = 0f;
        while (cursor.MoveNext())
        {
            getClip(ref values);
            getName(ref name);
            getRate?.Invoke(ref frameRate);
            yield return new SkeletonRecording
            {
                Values = values.DenseValues().ToArray(),
                Bodies = type.Dimensions[1],
                Joints = type.Dimensions[2],
                Channels = type.Dimensions[3],
                Layout = layout,
                Name = name.ToString(),
                FrameRate = frameRate,
            };
        }
    }
}
