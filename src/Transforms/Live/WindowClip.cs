using MsMclr.MLNet.Skeletons.Bodies;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>A person's window as a recorded clip <c>[T, M, V, C]</c>: the person first, and then the companions.</summary>
internal sealed class WindowClip(RecognitionRules rules)
{
    private readonly int _length = rules.Shape.Length;
    private float[] _values = [];

    /// <summary>The frames up to the one in which the person was seen last. Good until the next call.</summary>
    public ReadOnlyMemory<float> Of(PersonInView person, IReadOnlyList<PersonInView> companions)
    {
        var first = person.FirstOfWindow;
        var frames = (int)(person.Rows.Last - first + 1);
        var length = frames * rules.Bodies * _length;
        if (_values.Length < length)
            _values = new float[length];
        _values.AsSpan(0, length).Clear();
        Copy(person, first, frames, place: 0);
        for (var other = 0; other < companions.Count; other++)
            Copy(companions[other], first, frames, place: other + 1);
        return _values.AsMemory(0, length);
    }

    /// <summary>Who is nearest to a person in the last frame of the window, of those who are in any of its frames.</summary>
    public List<PersonInView> Companions(PersonInView person, IReadOnlyList<PersonInView> people)
    {
        if (rules.Options.Companions == 0)
            return [];
        var first = person.FirstOfWindow;
        var last = person.Rows.Last;
        var others = people.Where(other => other != person && IsIn(other));
        return [.. others.OrderBy(Distance).ThenBy(other => other.Number).Take(rules.Options.Companions)];

        double Distance(PersonInView other)
        {
            var seen = Math.Min(other.Rows.Last, last);
            // Whoever is away in that frame is where they were seen before.
            while (seen > first && !other.Rows.Row(seen).ContainsAnyExcept(0f))
                seen--;
            return BodyDistance.Between(person.Rows.LastBody, other.Rows.Row(seen), rules.Shape.Channels, rules.Shape.Coordinates);
        }

        // Rows of the window are held; those before it may not be.
        bool IsIn(PersonInView other)
        {
            for (var frame = Math.Min(other.Rows.Last, last); frame >= first; frame--)
            {
                if (other.Rows.Row(frame).ContainsAnyExcept(0f))
                    return true;
            }

            return false;
        }
    }

    private void Copy(PersonInView person, long first, int frames, int place)
    {
        for (var frame = 0; frame < frames; frame++)
        {
            var row = person.Rows.Row(first + frame);
            row.CopyTo(_values.AsSpan(((frame * rules.Bodies) + place) * _length, _length));
        }
    }
}
