namespace MsMclr.MLNet.Loaders.Formats.Csv;

/// <summary>What the rows of a table hold: joints, labels, how many bodies at once, and which columns are whole numbers.</summary>
internal sealed class CsvContent
{
    private const int MaxJoints = 4_096;
    private readonly CsvRows _rows;
    private readonly int _clip;
    private readonly int _frame;
    private readonly int _joint;
    private readonly int _label;
    private readonly int _body;
    private readonly bool[] _isNumber;
    private readonly CsvIds? _ids;
    private readonly HashSet<(string Frame, ulong Id)> _seen = [];
    private readonly Dictionary<string, int> _named = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Frame, string Joint), int> _unnamed = [];
    private string _current = "";

    public CsvContent(CsvSkeletonOptions options, CsvRows rows, string? person)
    {
        _rows = rows;
        var names = new CsvNames(rows.Header);
        _clip = Find(options.ClipColumn);
        _frame = Find(options.FrameColumn ?? options.TimeColumn);
        _joint = Find(options.JointColumn);
        _label = Find(options.LabelColumn);
        _body = Find(options.BodyColumn ?? person);
        _ids = _body < 0 ? null : new CsvIds(_body, rows);
        _isNumber = [.. Enumerable.Repeat(true, rows.Header.Length)];

        int Find(string? name) => name is null ? -1 : rows.Column(names, name);
    }

    public long Rows { get; private set; }

    /// <summary>Gets the most bodies in a frame.</summary>
    public int Bodies { get; private set; } = 1;

    /// <summary>Gets the joints of the long form, in the order of first mention.</summary>
    public List<string> Joints { get; } = [];

    public HashSet<string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>The column, if whole numbers are all that stands in it; else null.</summary>
    public string? Numbers(string? column) => column is not null && _isNumber[Array.IndexOf(_rows.Header, column)] ? column : null;

    public void Add()
    {
        Rows++;
        for (var column = 0; column < _isNumber.Length; column++)
        {
            if (_isNumber[column] && (!_rows.TryNumber(column, out var number) || number < 0 || number != Math.Floor(number)))
                _isNumber[column] = CsvCells.IsMissing(_rows[column]);
        }

        if (_label >= 0 && !CsvCells.IsMissing(_rows[_label]) && Labels.Add(_rows.Text(_label)) && Labels.Count > CsvActions.MaxActions)
            throw _rows.Bad(_label, $"is one of more than {CsvActions.MaxActions} different values; it is no action, name LabelColumn");
        var joint = _joint < 0 ? "" : _rows.Text(_joint).Trim();
        if (_joint >= 0 && Joints.Count < MaxJoints && !Joints.Contains(joint))
            Joints.Add(joint);
        if (_ids is not null)
            CountBodies(joint, _ids);
    }

    private void CountBodies(string joint, CsvIds ids)
    {
        var clip = _clip < 0 ? "" : _rows.Text(_clip);
        if (clip != _current)
        {
            _current = clip;
            _seen.Clear();
            _named.Clear();
            _unnamed.Clear();
            ids.Begin();
        }

        // Without a column of frames every row is one.
        var frame = _frame < 0 ? $"{Rows}" : _rows.Text(_frame);
        if (ids.Take() is not { } id)
            _unnamed[(frame, joint)] = _unnamed.GetValueOrDefault((frame, joint)) + 1;
        else if (_seen.Add((frame, id)))
            _named[frame] = _named.GetValueOrDefault(frame) + 1;
        Bodies = Math.Max(Bodies, _named.GetValueOrDefault(frame) + _unnamed.GetValueOrDefault((frame, joint)));
    }
}
