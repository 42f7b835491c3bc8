using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Puts rows together: joints into bodies, bodies into frames.</summary>
internal sealed class CsvFrames(CsvColumnMap map, CsvRows rows, SkeletonClipBuilder clip, bool isLong)
{
    private readonly float[] _body = new float[clip.JointCount * clip.Channels];
    private readonly bool[] _seen = new bool[clip.JointCount];
    private int _joints;
    private ulong _id;
    private byte[] _frame = [];
    private int _frameLength = -1;

    /// <summary>Before the first row of a clip.</summary>
    public void Begin()
    {
        _frameLength = -1;
        _joints = 0;
    }

    /// <summary>Takes the row that was read last.</summary>
    public void Add()
    {
        var id = map.Body >= 0 ? rows.Count(map.Body) : 0;
        var isNew = map.Frame < 0 || !IsSameFrame(rows[map.Frame]);
        if (isNew)
        {
            EndBody();
            clip.AddFrame();
        }
        else if (id != _id || !isLong)
        {
            if (id == _id)
                throw rows.Bad($"frame '{TextLines.Shown(Frame)}' has this body twice; is BodyColumn missing?");
            EndBody();
        }

        _id = id;
        if (isNew && map.Frame >= 0)
            KeepFrame(rows[map.Frame]);
        if (isLong)
            AddJoint(map.Joint());
        else
            AddBody();
    }

    /// <summary>After the last row of a clip.</summary>
    public void End() => EndBody();

    private ReadOnlySpan<byte> Frame => _frame.AsSpan(0, Math.Max(0, _frameLength));

    private bool IsSameFrame(ReadOnlySpan<byte> frame) => _frameLength >= 0 && frame.SequenceEqual(Frame);

    private void KeepFrame(ReadOnlySpan<byte> frame)
    {
        if (frame.Length > _frame.Length)
            _frame = new byte[2 * frame.Length];
        frame.CopyTo(_frame);
        _frameLength = frame.Length;
    }

    private void AddBody()
    {
        // A row without any coordinate is a frame in which nobody was seen.
        var empty = 0;
        foreach (var column in map.Coordinates)
            empty += rows[column].IsEmpty ? 1 : 0;
        if (empty == map.Coordinates.Length)
            return;
        for (var i = 0; i < _body.Length; i++)
            _body[i] = rows.Number(map.Coordinates[i]);
        _joints = clip.JointCount;
    }

    private void AddJoint(int joint)
    {
        if (_seen[joint])
            throw rows.Bad($"joint {joint} is there twice in frame '{TextLines.Shown(Frame)}'");
        _seen[joint] = true;
        _joints++;
        for (var axis = 0; axis < clip.Channels; axis++)
            _body[(joint * clip.Channels) + axis] = rows.Number(map.Coordinates[axis]);
    }

    private void EndBody()
    {
        if (_joints > 0 && _joints < clip.JointCount)
            throw rows.Bad($"frame '{TextLines.Shown(Frame)}' ends with {_joints} joints; {clip.JointCount} are expected");
        if (_joints > 0)
            _body.CopyTo(clip.AddBody(_id));
        _joints = 0;
        Array.Clear(_seen);
    }
}
