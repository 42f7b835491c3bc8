using Microsoft.ML;

namespace MsMclr.MLNet.Tests;

/// <content>The effective rank of embeddings.</content>
public partial class SelfSupervisedCatalogTests
{
    [TestCase(16, 8)]
    [TestCase(8, 40)]
    public void Directions_that_are_used_alike_count_in_full(int rows, int dimension)
    {
        // Plus and minus an axis: the mean is zero.
        IEnumerable<float> Axis(int row) => Enumerable.Range(0, dimension).Select(i => i == row / 2 ? 1f - (2 * (row % 2)) : 0f);
        var view = Features(Enumerable.Range(0, rows).Select(Axis), dimension);
        Assert.That(_context.SelfSupervised.EffectiveRank(view), Is.EqualTo(rows / 2).Within(1e-6));
    }

    [Test]
    public void It_is_e_to_the_entropy_of_the_singular_values()
    {
        // Two directions with singular values of 3 to 1.
        float[][] rows = [[3, 0], [-3, 0], [0, 1], [0, -1]];
        var entropy = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));
        Assert.That(Rank(rows), Is.EqualTo(Math.Exp(entropy)).Within(1e-9));
        Assert.That(Rank(rows.Select(row => row.Select(value => (1e-10f * value) + 1e-9f))), Is.EqualTo(Math.Exp(entropy)).Within(1e-3));
        Assert.That(Rank(Enumerable.Repeat(rows[0], 5)), Is.EqualTo(1), "one point");
        Assert.That(Rank([rows[0]]), Is.EqualTo(1), "one row");

        double Rank(IEnumerable<IEnumerable<float>> features) => _context.SelfSupervised.EffectiveRank(Features(features, 2));
    }

    [Test]
    public void A_sample_of_the_rows_is_evenly_spaced()
    {
        // Every fourth row lies elsewhere, the others in one place.
        IEnumerable<float> Row(int row) => Enumerable.Range(0, 6).Select(i => row % 4 == 0 && i == row / 4 ? 1f : 0f);
        var view = Features(Enumerable.Range(0, 24).Select(Row), 6);
        var every = Features(Enumerable.Range(0, 6).Select(row => Row(4 * row)), 6);
        Assert.That(_context.SelfSupervised.EffectiveRank(view, maxRows: 6), Is.EqualTo(_context.SelfSupervised.EffectiveRank(every)));
    }

    [Test]
    public void What_has_no_rank_is_refused()
    {
        float[][] rows = [[1, 2], [float.NaN, 4]];
        var catalog = _context.SelfSupervised;
        Assert.That(() => catalog.EffectiveRank(Features(rows, 2)), Throws.InvalidOperationException.With.Message.Contains("Row 1"));
        Assert.That(() => catalog.EffectiveRank(Features([], 2)), Throws.InvalidOperationException.With.Message.Contains("no rows"));
        Assert.That(() => catalog.EffectiveRank(Features(rows, 2), "Other"), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => catalog.EffectiveRank(Features(rows, 2), maxRows: 0), Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    private IDataView Features(IEnumerable<IEnumerable<float>> rows, int dimension)
        => FeatureRows.View(_context, rows.Select(row => new FeatureRows.Row { Features = [.. row] }), dimension: dimension);
}
