using System.Globalization;

namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>Puts the rows of a clip together: joints into bodies, bodies into frames, frames in the order of time.</summary>
internal sealed class CsvFrames(CsvSkeletonOptions options, CsvColumnMap map, CsvRows rows, SkeletonFile file, SkeletonClipBuilder clip)
{
    private readonly CsvBodies _bodies = new(clip.JointCount, clip.Channels);
    private readonly CsvClock _clock = new(options, map, rows);
    private readonly CsvIds _ids = new(map.Body, rows);
    private readonly CsvRowValues _row = new(map.Values, rows, clip, options.MissingValues);
    private readonly bool _isLong = options.JointColumn is not null;

    /// <summary>Before the first row of a clip.</summary>
    public void Begin()
    {
        _bodies.Clear();
        _clock.Begin();
        _ids.Begin();
    }

    /// <summary>Takes the row that was read last.</summary>
    /// <exception cref="SkeletonFileException">A cell is not what its column holds, or the row tells something again.</exception>
    public void Add()
    {
        var frame = _clock.Frame();
        var id = map.Body < 0 ? null : _ids.Take();
        _bodies.Begin(frame);
        if (_bodies.Frames.Count > file.MaxFrames)
            throw rows.Bad($"a clip has more than {file.MaxFrames} frames, the loader's limit; raise MaxFrames if it is meant to be");
        if (_isLong)
            AddJoint(frame, id, map.Joint());
        else
            AddBody(frame, id);
    }

    /// <summary>After the last row of a clip: gives its frames to the builder, and tells the frames a second.</summary>
    /// <exception cref="FormatException">The clip is not whole.</exception>
    public float End()
    {
        var (position, rate) = _clock.End();
        if (_isLong)
            CheckJoints();
        foreach (var frame in _bodies.Frames)
            CheckRoom(frame);
        for (var body = 0; body < _bodies.Count; body++)
        {
            var (frame, id) = _bodies[body];
            clip.GoToFrame(position(frame));
            _bodies.Values(body).CopyTo(id is { } known ? clip.AddBody(known) : clip.AddBody());
        }

        // Frames in which nobody was seen are frames, too.
        foreach (var frame in _bodies.Frames)
        {
            if (_bodies.CountIn(frame) == 0)
                clip.GoToFrame(position(frame));
        }

        return rate;
    }

    private void AddBody(long frame, ulong? id)
    {
        if (_row.IsEmpty)
            return;
        if (_bodies.Find(frame, id) >= 0 && (id is not null || map.Body < 0))
            throw rows.Bad($"frame '{Shown(frame)}' has this body twice; is BodyColumn missing?");
        // A row without any joint is a frame in which nobody was seen.
        if (_row.Take())
            _row.Values.CopyTo(_bodies.Values(New(frame, id)));
    }

    private void AddJoint(long frame, ulong? id, int joint)
    {
        var body = _bodies.Find(frame, id);
        if (body >= 0 && _bodies.IsSeen(body, joint))
        {
            if (id is not null || map.Body < 0)
                throw rows.Bad($"joint {joint} is there twice in frame '{Shown(frame)}'");
            // Without an id, a joint that comes again is another body's.
            body = -1;
        }

        _ = _row.Take();
        if (body < 0)
            body = New(frame, id);
        _bodies.See(body, joint);
        _row.Values.CopyTo(_bodies.Values(body)[(joint * clip.Channels)..]);
    }

    private int New(long frame, ulong? id)
    {
        if (_bodies.CountIn(frame) == file.MaxBodies)
        {
            throw rows.Bad(
                $"a frame has more than {file.MaxBodies} bodies, the loader's limit; raise MaxBodies if it is meant to be");
        }

        return _bodies.Add(frame, id);
    }

    private void CheckJoints()
    {
        for (var joint = 0; joint < clip.JointCount; joint++)
        {
            var isAnywhere = false;
            for (var body = 0; body < _bodies.Count && !isAnywhere; body++)
                isAnywhere = _bodies.IsSeen(body, joint);
            if (!isAnywhere)
                throw Incomplete(0, $"and no row of the clip tells of '{options.Layout!.Joints[joint]}'");
        }

        for (var body = 0; options.MissingValues == MissingValues.Refuse && body < _bodies.Count; body++)
        {
            if (_bodies.CountSeen(body) < clip.JointCount)
                throw Incomplete(body, "with MissingValues = Missing the others are joints that were not found");
        }
    }

    private FormatException Incomplete(int body, string rest)
        => new($"frame '{Shown(_bodies[body].Frame)}' has {_bodies.CountSeen(body)} joints; {clip.JointCount} are expected, {rest}");

    private void CheckRoom(long frame)
    {
        var count = _bodies.CountIn(frame);
        if (count <= 1 || options.Bodies is not null || file.Bodies is not null)
            return;
        throw new FormatException(
            $"frame '{Shown(frame)}' has {count} bodies, and no number of bodies is given; set {nameof(CsvSkeletonOptions)}."
            + $"{nameof(CsvSkeletonOptions.Bodies)} to {count} or more, or to 1 to keep one of them");
    }

    private string Shown(long frame)
        => _clock.CountsTimes ? $"{frame + 1}, by time" : frame.ToString(CultureInfo.InvariantCulture);
}
