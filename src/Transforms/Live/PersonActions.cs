using System.Collections.Immutable;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>
/// What one person does, window after window. Probabilities are smoothed; an action begins at one threshold and ends at a lower one.
/// </summary>
/// <param name="rules">The thresholds.</param>
/// <param name="person">The person's number.</param>
/// <param name="first">The first frame in which the person was seen.</param>
internal sealed class PersonActions(RecognitionRules rules, int person, long first)
{
    private const int None = -1;
    private float[] _smoothed = [];
    private long _answered = first - 1;
    private long _begun;
    private double _sum;
    private int _windows;
    private int _current = None;

    /// <summary>Gets what is done; null for nothing that is known.</summary>
    public string? Action => _current == None ? null : rules.Labels[_current];

    /// <summary>Gets its probability, or that of the likeliest action.</summary>
    public float Confidence
    {
        get
        {
            var shown = _current == None ? Likeliest() : _current;
            return shown == None ? 0 : _smoothed[shown];
        }
    }

    /// <summary>Gets the smoothed probabilities.</summary>
    public ImmutableArray<float> Probabilities => [.. _smoothed];

    /// <summary>Takes what is said of a window.</summary>
    /// <param name="probabilities">The probabilities; empty where the window was refused, of which nothing is known.</param>
    /// <param name="last">The last frame that the window answers for. The first is the one after those that were answered before.</param>
    /// <returns>What is over; null where nothing is.</returns>
    public ActionInterval? Add(ReadOnlySpan<float> probabilities, long last)
    {
        var chosen = None;
        if (!probabilities.IsEmpty)
        {
            Smooth(probabilities);
            chosen = Chosen();
        }

        ActionInterval? over = null;
        if (chosen != _current)
        {
            over = Over(_answered);
            _current = chosen;
            _begun = _answered + 1;
        }

        if (_current != None)
        {
            _sum += _smoothed[_current];
            _windows++;
        }

        _answered = last;
        return over;
    }

    /// <summary>Ends what is still done.</summary>
    /// <param name="last">The last frame in which the person was seen.</param>
    public ActionInterval? End(long last) => Over(last);

    private ActionInterval? Over(long last)
    {
        if (_current == None)
            return null;
        var over = new ActionInterval
        {
            Start = _begun,
            End = last,
            Action = rules.Labels[_current],
            Confidence = (float)(_sum / _windows),
            Person = person,
        };
        _current = None;
        _sum = 0;
        _windows = 0;
        return over;
    }

    private void Smooth(ReadOnlySpan<float> probabilities)
    {
        if (_smoothed.Length == 0)
        {
            _smoothed = probabilities.ToArray();
            return;
        }

        var kept = rules.Options.Smoothing;
        for (var label = 0; label < _smoothed.Length; label++)
            _smoothed[label] = (kept * _smoothed[label]) + ((1 - kept) * probabilities[label]);
    }

    private int Chosen()
    {
        var best = Likeliest();
        if (best == None)
            return None;
        var mayBegin = _smoothed[best] >= rules.Options.BeginThreshold;
        if (_current == None)
            return mayBegin ? best : None;
        if (mayBegin && _smoothed[best] > _smoothed[_current])
            return best;
        return _smoothed[_current] >= rules.Options.EndThreshold ? _current : None;
    }

    private int Likeliest()
    {
        var best = None;
        for (var label = 0; label < _smoothed.Length; label++)
        {
            if (!rules.IsBackground[label] && (best == None || _smoothed[label] > _smoothed[best]))
                best = label;
        }

        return best;
    }
}
