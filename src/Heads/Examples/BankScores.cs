using System.Collections.Immutable;

namespace MsMclr.MLNet.Heads.Examples;

/// <summary>
/// How much an embedding is like each action of a bank, from its similarities to the examples: the mean of the similarity to the nearest
/// example of the action and of that to the mean of the action's examples.
/// </summary>
internal sealed class BankScores
{
    private const double Smallest = 1e-12;

    private readonly ImmutableArray<StoredExample> _examples;
    private readonly int[] _classes;
    private readonly int _actions;
    private readonly double[] _sums; // Of each action, the squared length of the sum of its examples.
    private readonly int[] _counts;

    public BankScores(ImmutableArray<StoredExample> examples, int[] classes, int actions)
    {
        _examples = examples;
        _classes = classes;
        _actions = actions;
        _counts = new int[actions];
        _sums = new double[actions];
        for (var at = 0; at < classes.Length; at++)
        {
            _counts[classes[at]]++;
            _sums[classes[at]] += (2 * WithinBefore(at)) + examples[at].Similarities[at];
        }
    }

    /// <summary>The score of each action.</summary>
    /// <param name="similarities">The similarity to each example.</param>
    public double[] Of(ReadOnlySpan<float> similarities) => Of(similarities, leftOut: -1);

    /// <summary>The score of each action for an example of the bank, as if it were not in it. Of an action without another one:
    /// NaN.</summary>
    public double[] WithoutItself(int example)
    {
        var similarities = new float[_examples.Length];
        for (var at = 0; at < similarities.Length; at++)
            similarities[at] = Between(example, at);
        return Of(similarities, example);
    }

    /// <summary>The number of an example's action.</summary>
    public int ClassOf(int example) => _classes[example];

    private double[] Of(ReadOnlySpan<float> similarities, int leftOut)
    {
        var nearest = new double[_actions];
        var total = new double[_actions];
        Array.Fill(nearest, double.NegativeInfinity);
        for (var at = 0; at < similarities.Length; at++)
        {
            if (at == leftOut)
                continue;
            nearest[_classes[at]] = Math.Max(nearest[_classes[at]], similarities[at]);
            total[_classes[at]] += similarities[at];
        }

        var scores = new double[_actions];
        for (var action = 0; action < _actions; action++)
        {
            var squared = _sums[action];
            var count = _counts[action];
            if (leftOut >= 0 && _classes[leftOut] == action)
            {
                squared -= (2 * total[action]) + _examples[leftOut].Similarities[leftOut];
                count--;
            }

            // Examples that cancel each other have no direction in common.
            var mean = squared > Smallest ? total[action] / Math.Sqrt(squared) : 0;
            scores[action] = count > 0 ? (nearest[action] + mean) / 2 : double.NaN;
        }

        return scores;
    }

    private float Between(int one, int other)
        => one > other ? _examples[one].Similarities[other] : _examples[other].Similarities[one];

    private double WithinBefore(int at)
    {
        var sum = 0.0;
        for (var other = 0; other < at; other++)
        {
            if (_classes[other] == _classes[at])
                sum += _examples[at].Similarities[other];
        }

        return sum;
    }
}
