using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class ToldTableTests
{
    private static readonly ScoreRow Plain = new("Plain", 0.5, 0.25);

    [Test]
    public void Probes_have_columns_only_where_one_was_asked()
    {
        var ranked = Plain with { EffectiveRank = 12.34 };
        Assert.That(ToldTable.Heads([ranked]), Is.EqualTo("<th scope=\"col\">Effective rank</th>"));
        Assert.That(ToldTable.Rows([Plain, ranked]), Is.EqualTo("<tr><th scope=\"row\">Plain</th><td>12.3</td></tr>\n"));
        var asked = Plain with { Probes = new(Mirror: 0.75, Time: 0.5, Side: null) };
        Assert.That(ToldTable.Heads([ranked, asked]), Does.Contain("mirror image").And.Contain("backwards"));
        var rows = ToldTable.Rows([ranked, asked]).Split('\n');
        Assert.That(rows[0], Does.EndWith("<td>12.3</td><td>–</td><td>–</td><td>–</td></tr>"));
        Assert.That(rows[1], Does.EndWith("<td>–</td><td>75.0&nbsp;%</td><td>–</td><td>50.0&nbsp;%</td></tr>"));
    }

    [Test]
    public void There_are_no_rows_where_nothing_was_asked() => Assert.That(ToldTable.Rows([Plain]), Is.Empty);
}
