using System.Collections.Immutable;

namespace MsMclr.MLNet.Heads.Examples;

/// <summary>What a bank says of an embedding.</summary>
internal static class BankAnswer
{
    public static ExampleAnswer Of(BankContent content, ReadOnlySpan<float> vector, float threshold, int nearestCount)
    {
        var similarities = new float[content.Examples.Length];
        content.SimilaritiesTo(vector, similarities);
        var scores = content.Scores.Of(similarities);
        var best = 0;
        for (var action = 1; action < scores.Length; action++)
        {
            if (scores[action] > scores[best])
                best = action;
        }

        return new ExampleAnswer(content.Actions[best], (float)scores[best], threshold, Nearest(content, similarities, nearestCount));
    }

    // Of equals, the one that was taught first.
    private static ImmutableArray<NearestExample> Nearest(BankContent content, float[] similarities, int count)
    {
        NearestExample Example(int at) => new(content.Examples[at].Name, content.Examples[at].Action, similarities[at]);
        var order = Enumerable.Range(0, similarities.Length).OrderByDescending(at => similarities[at]).Take(count);
        return [.. order.Select(Example)];
    }
}
