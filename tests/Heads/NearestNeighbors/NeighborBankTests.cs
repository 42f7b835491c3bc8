using Microsoft.ML;
using MsMclr.MLNet.Heads.Labels;
using MsMclr.MLNet.Heads.NearestNeighbors;

namespace MsMclr.MLNet.Tests;

public class NeighborBankTests
{
    private readonly MLContext _context = new(1);

    [Test]
    public void Votes_are_those_of_the_formula_written_down([Values(1, 5, 500)] int k)
    {
        var train = FeatureRows.Read(_context, FeatureRows.Rows(61, 1, 3));
        var test = FeatureRows.Read(_context, FeatureRows.Rows(37, 2, 3));
        var expected = Enumerable.Range(0, test.Count).SelectMany(row => Votes(test[row].ToArray(), train, k, 0.2)).ToArray();
        GoldenData.AssertClose(expected, new NeighborBank(train, k, 0.2f).Votes(test), 1e-5, 1e-4, "votes");
    }

    private static float[] Votes(float[] query, LabeledFeatures train, int k, double temperature)
    {
        var cosines = Enumerable.Range(0, train.Count).Select(row => Cosine(query, train[row].ToArray())).ToArray();
        var nearest = Enumerable.Range(0, train.Count).OrderByDescending(row => cosines[row]).Take(k).ToList();
        var weights = new double[train.Classes];
        foreach (var row in nearest)
            weights[train.Labels[row]] += Math.Exp(cosines[row] / temperature);
        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    private static double Cosine(float[] x, float[] y)
    {
        var product = x.Zip(y, (p, q) => (double)p * q).Sum();
        return product / Math.Sqrt(x.Sum(p => (double)p * p) * y.Sum(q => (double)q * q));
    }
}
