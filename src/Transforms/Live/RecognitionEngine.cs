using System.Numerics.Tensors;

namespace MsMclr.MLNet.Transforms.Live;

/// <summary>One stream: who is in it, what their last frames are, and what they do. For one thread at a time.</summary>
internal sealed class RecognitionEngine(SkeletonScorer scorer, RecognitionRules rules)
{
    private readonly FrameBodies _bodies = new(rules.Shape);
    private readonly PeopleMatching _matching = new(rules.Shape, rules.Options.LargestJump);
    private readonly WindowClip _window = new(rules);
    private readonly List<PersonInView> _people = [];
    private long _frame = -1;
    private int _numbers;

    public int People => _people.Count;

    public long LeftOut { get; private set; }

    /// <summary>Takes the next frame.</summary>
    /// <exception cref="ArgumentException">Its number does not rise, or a body is none of the model's.</exception>
    public List<ActionRecognition> Push(SkeletonFrame frame)
    {
        var number = frame.Number ?? _frame + 1;
        if (number <= _frame || number < 0)
        {
            var allowed = _frame < 0 ? "Numbers are 0 or more." : $"The one before was {_frame}, and numbers rise.";
            throw new ArgumentException($"The frame's number is {number}. {allowed}", nameof(frame));
        }

        _bodies.Take(frame, number);
        _frame = number;
        List<ActionRecognition> told = [];
        foreach (var person in _people.Where(person => number - person.Rows.Last - 1 > rules.Options.ForgetAfter).ToList())
            Forget(person, told);
        See(told);
        foreach (var person in _people.Where(person => person.IsDue(number)))
            told.Add(Score(person));
        return told;
    }

    /// <summary>Forgets everybody, as at the end of a recording.</summary>
    public List<ActionRecognition> Complete()
    {
        List<ActionRecognition> told = [];
        foreach (var person in _people.ToList())
            Forget(person, told);
        return told;
    }

    private void See(List<ActionRecognition> told)
    {
        var found = _matching.Find(_bodies, _people);
        for (var body = 0; body < found.Length; body++)
            found[body]?.See(_bodies.Id(body), _frame, _bodies[body]);
        for (var body = 0; body < found.Length; body++)
        {
            if (found[body] is not null)
                continue;
            if (!HasRoom(told))
            {
                LeftOut++;
                continue;
            }

            _numbers++;
            var person = new PersonInView(rules, _numbers, _bodies.Id(body), _frame, _bodies[body]);
            _people.Add(person);
            told.Add(Told(person, RecognitionKind.Entered, _frame, ended: null));
        }
    }

    private bool HasRoom(List<ActionRecognition> told)
    {
        if (_people.Count < rules.Options.MaximumPeople)
            return true;
        var longest = _people.MinBy(person => person.Rows.Last)!;
        if (longest.Rows.Last == _frame)
            return false;
        Forget(longest, told);
        return true;
    }

    private void Forget(PersonInView person, List<ActionRecognition> told)
    {
        _people.Remove(person); // First: what cannot be scored must not stay, or every later frame would fail.
        if (person.HasUnscored)
            told.Add(Score(person, isLast: true));
        told.Add(Told(person, RecognitionKind.Left, person.Rows.First, person.Actions.End(person.Rows.Last)));
    }

    private ActionRecognition Score(PersonInView person, bool isLast = false)
    {
        var companions = _window.Companions(person, _people);
        SkeletonPrediction? prediction = null;
        SkeletonClipException? refused = null;
        try
        {
            prediction = scorer.Score(_window.Of(person, companions));
        }
        catch (SkeletonClipException error)
        {
            refused = error;
        }

        // The last window answers for whatever is left.
        var answered = isLast ? person.Rows.Last : person.Rows.Last - rules.Lead;
        var first = person.FirstOfWindow;
        person.Scored();
        var ended = person.Actions.Add(prediction is null ? [] : Probabilities(prediction), answered);
        return Told(person, RecognitionKind.Window, first, ended, prediction, refused, companions);
    }

    private float[] Probabilities(SkeletonPrediction prediction)
    {
        var scores = prediction.Probabilities.ToArray();
        if (rules.Options.Softmax)
            TensorPrimitives.SoftMax(scores, scores);
        const float Rounding = 1e-3f;
        var outside = Array.FindIndex(scores, score => score is not (>= -Rounding and <= 1 + Rounding));
        if (outside < 0)
            return scores;
        throw new InvalidOperationException(
            $"The model's scores are no probabilities: that of '{rules.Labels[outside]}' is {scores[outside]}. Set "
            + "ActionRecognizer.Options.Softmax, or end the model with a head that gives probabilities, such as maximum entropy.");
    }

    private ActionRecognition Told(
        PersonInView person,
        RecognitionKind kind,
        long first,
        ActionInterval? ended,
        SkeletonPrediction? prediction = null,
        SkeletonClipException? refused = null,
        List<PersonInView>? companions = null) => new()
        {
            Kind = kind,
            Person = person.Number,
            Id = person.Id,
            Frame = _frame,
            Seconds = _frame / rules.Options.FrameRate,
            FirstFrame = first,
            LastFrame = person.Rows.Last,
            Companions = companions is null ? [] : [.. companions.Select(other => other.Number)],
            Prediction = prediction,
            Refused = refused,
            Probabilities = person.Actions.Probabilities,
            Action = person.Actions.Action,
            Confidence = person.Actions.Confidence,
            Ended = ended,
        };
}
