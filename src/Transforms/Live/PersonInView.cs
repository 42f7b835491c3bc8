namespace MsMclr.MLNet.Transforms.Live;

/// <summary>Somebody who is followed.</summary>
internal sealed class PersonInView
{
    private readonly RecognitionRules _rules;
    private long _due;
    private long _scored = -1;

    public PersonInView(RecognitionRules rules, int number, ulong? id, long frame, ReadOnlySpan<float> body)
    {
        _rules = rules;
        Number = number;
        Id = id;
        Rows = new PersonRows(rules, frame, body);
        Actions = new PersonActions(rules, number, frame);
        _due = frame + rules.Window - 1;
    }

    public int Number { get; }

    /// <summary>Gets the tracker's id that was seen last; null as long as there was none.</summary>
    public ulong? Id { get; private set; }

    public PersonRows Rows { get; }

    public PersonActions Actions { get; }

    /// <summary>Gets the first frame of a window that ends where the person was seen last.</summary>
    public long FirstOfWindow => Math.Max(Rows.First, Rows.Last - _rules.Window + 1);

    /// <summary>Takes the person's body of the frame.</summary>
    public void See(ulong? id, long frame, ReadOnlySpan<float> body)
    {
        Id = id ?? Id;
        Rows.Add(frame, body);
    }

    /// <summary>Whether a window ends with the frame. Where the person was away when it should have, it ends with the next one.</summary>
    public bool IsDue(long frame) => Rows.Last == frame && frame >= _due;

    /// <summary>Whether frames are left that no window had, and are enough, when the person leaves.</summary>
    public bool HasUnscored
    {
        get
        {
            if (_scored >= 0)
                return Rows.Last > _scored;
            return Rows.Last - Rows.First + 1 >= _rules.Options.ShortestWindow;
        }
    }

    /// <summary>Notes that the window was scored that ends where the person was seen last.</summary>
    public void Scored()
    {
        _scored = Rows.Last;
        _due = Rows.Last + _rules.Hop;
    }
}
