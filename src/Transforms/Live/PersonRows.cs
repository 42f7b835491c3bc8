using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>The last frames of one person, in a ring. Frames in which nobody was seen are zeros, or are filled in.</summary>
internal sealed class PersonRows
{
    private const int Few = 16;
    private readonly RecognitionRules _rules;
    private readonly int _capacity;
    private readonly int _length;
    private float[] _values;

    public PersonRows(RecognitionRules rules, long frame, ReadOnlySpan<float> body)
    {
        _rules = rules;
        // People who leave are scored once more when they are forgotten. Until then their companions' frames are needed.
        _capacity = rules.Window + rules.Options.ForgetAfter + 1;
        _length = rules.Shape.Length;
        _values = new float[Math.Min(Few, _capacity) * _length];
        First = frame;
        Last = frame;
        body.CopyTo(Slot(frame));
    }

    public long First { get; }

    public long Last { get; private set; }

    public ReadOnlySpan<float> LastBody => Slot(Last);

    private int Held => _values.Length / _length;

    /// <summary>Adds a body of a later frame, and what stands for the frames between.</summary>
    public void Add(long frame, ReadOnlySpan<float> body)
    {
        MakeRoom(frame);
        var before = Last;
        var gap = frame - before - 1;
        var isFilled = gap <= _rules.Options.LongestGap && _rules.Options.Gaps != PersonGaps.Absent;
        var from = Math.Max(before + 1, frame - Held + 1);
        for (var between = from; between < frame; between++)
        {
            var slot = Slot(between);
            if (!isFilled)
                slot.Clear();
            else if (_rules.Options.Gaps == PersonGaps.Hold)
                Slot(before).CopyTo(slot);
            else
                BodyInterpolation.Blend(Slot(before), body, (between - before) / (float)(frame - before), _rules.Shape.Channels, slot);
        }

        body.CopyTo(Slot(frame));
        Last = frame;
    }

    /// <summary>The body of a frame; empty where it is not held.</summary>
    public ReadOnlySpan<float> Row(long frame)
    {
        var isHeld = frame >= First && frame <= Last && frame > Last - Held;
        return isHeld ? Slot(frame) : default;
    }

    private Span<float> Slot(long frame) => _values.AsSpan((int)(frame % Held) * _length, _length);

    // Most who are seen for a moment only never need a whole ring.
    private void MakeRoom(long frame)
    {
        var needed = (int)Math.Min(frame - First + 1, _capacity);
        if (needed <= Held)
            return;
        var old = _values;
        var held = Held;
        _values = new float[Math.Min(_capacity, Math.Max(needed, 2 * held)) * _length];
        for (var kept = Math.Max(First, Last - held + 1); kept <= Last; kept++)
            old.AsSpan((int)(kept % held) * _length, _length).CopyTo(Slot(kept));
    }
}
