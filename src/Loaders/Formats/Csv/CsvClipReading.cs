using System.Collections.Immutable;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>One clip of a table after the other. What is wrong in a row costs its clip; the rows of the next one are read.</summary>
internal sealed class CsvClipReading(
    CsvSkeletonOptions options,
    ImmutableArray<string> actions,
    CsvColumnMap map,
    CsvRows rows,
    SkeletonFile file,
    SkeletonClipBuilder clip)
{
    private readonly CsvFrames _frames = new(options, map, rows, file, clip);
    private ClipInfo _info = new() { Name = "" };
    private string? _label;
    private bool _toldLabels;
    private long _line;

    /// <summary>Begins the clip that the row belongs to.</summary>
    public void Begin(string name)
    {
        _line = rows.Line;
        _info = new ClipInfo { Name = name };
        _label = map.LabelText();
        _toldLabels = false;
        _frames.Begin();
        Guarded(() => _info = map.Describe(name, actions, options.FrameRate));
    }

    /// <summary>Takes a row.</summary>
    public void Add()
    {
        if (clip.Refused is not null)
            return;
        try
        {
            rows.CheckFields();
            _frames.Add();
        }
        catch (SkeletonFileException e)
        {
            clip.Refuse(e);
        }

        if (_label is null || _toldLabels || clip.Refused is not null || map.HasLabel(_label))
            return;
        _toldLabels = true;
        file.Warn(
            rows.Line,
            $"clip '{TextLines.Shown(_info.Name)}' has another label here than in its first row; '{TextLines.Shown(_label)}' is taken");
    }

    /// <summary>Ends the clip: its frames are with the builder, or it is refused.</summary>
    public ClipInfo End()
    {
        var rate = 0f;
        if (clip.Refused is null)
            Guarded(() => rate = _frames.End());
        return options.FrameRate > 0 ? _info : _info with { FrameRate = rate };
    }

    private void Guarded(Action read)
    {
        if (clip.Refused is not null)
            return;
        try
        {
            read();
        }
        catch (SkeletonFileException e)
        {
            clip.Refuse(e);
        }
        catch (FormatException e)
        {
            clip.Refuse(file.Bad(_line, e.Message));
        }
    }
}
