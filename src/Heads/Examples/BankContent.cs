using System.Collections.Immutable;
using System.Numerics.Tensors;

namespace MsMclr.MLNet.Heads.Examples;

/// <summary>
/// The examples of a bank at a time, with their similarities to each other. It never changes: whoever teaches or forgets makes another, so
/// that those who are recognizing need no lock.
/// </summary>
internal sealed class BankContent
{
    private readonly int[] _classes; // The number of each example's action.
    private readonly Lazy<BankScores> _scores;

    private BankContent(ImmutableArray<StoredExample> examples)
    {
        Examples = examples;
        Actions = [.. examples.Select(example => example.Action).Distinct(StringComparer.Ordinal)];
        var numbers = Actions.Select((action, number) => (action, number)).ToDictionary(StringComparer.Ordinal);
        _classes = [.. examples.Select(example => numbers[example.Action])];
        _scores = new Lazy<BankScores>(() => new BankScores(Examples, _classes, Actions.Length));
    }

    public static BankContent Empty { get; } = new([]);

    public ImmutableArray<StoredExample> Examples { get; }

    /// <summary>The actions, in the order in which they were first taught.</summary>
    public ImmutableArray<string> Actions { get; }

    public BankScores Scores => _scores.Value;

    /// <summary>The bank with one more example.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="action">Its action.</param>
    /// <param name="vector">Its embedding, of length 1.</param>
    public BankContent With(string name, string action, float[] vector)
    {
        var similarities = new float[Examples.Length + 1];
        SimilaritiesTo(vector, similarities);
        similarities[^1] = TensorPrimitives.Dot<float>(vector, vector);
        return new BankContent(Examples.Add(new StoredExample(name, action, vector, similarities)));
    }

    /// <summary>The bank without some examples.</summary>
    public BankContent Without(Func<StoredExample, bool> isForgotten)
    {
        int[] kept = [.. Enumerable.Range(0, Examples.Length).Where(at => !isForgotten(Examples[at]))];
        float[] Kept(int position) => [.. kept.Take(position + 1).Select(at => Examples[kept[position]].Similarities[at])];
        return new BankContent([.. kept.Select((at, position) => Examples[at] with { Similarities = Kept(position) })]);
    }

    /// <summary>The cosine of an embedding of length 1 with each example.</summary>
    public void SimilaritiesTo(ReadOnlySpan<float> vector, Span<float> similarities)
    {
        for (var at = 0; at < Examples.Length; at++)
            similarities[at] = TensorPrimitives.Dot(vector, Examples[at].Vector);
    }
}
