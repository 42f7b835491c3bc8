using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class ScoreTableTests
{
    private static readonly ScoreRow Plain = new("Plain", 0.5, 0.25);

    [Test]
    public void There_is_a_column_for_each_number_of_labels_that_a_row_has()
    {
        var table = new ScoreTable([Plain, Plain with { FewLabels = [new(3, 0.4, 0.015), new(1, 0.2, 0)] }]);
        string[] heads = ["1 label", "3 labels", "Linear head", "Nearest neighbors"];
        Assert.That(table.Heads(), Is.EqualTo(string.Concat(heads.Select(head => $"<th scope=\"col\">{head}</th>"))));
        var rows = table.Rows().Split('\n');
        Assert.That(rows[0], Does.Match("Plain</th><td class=\"few\">–</td><td class=\"few\">–</td>"));
        Assert.That(rows[1], Does.Match("20.0&nbsp;% <small>±&nbsp;0.0</small>.*40.0&nbsp;% <small>±&nbsp;1.5</small>"));
        Assert.That(table.Note(), Does.Contain("several draws"));
    }

    [Test]
    public void Without_few_labels_there_are_two_columns_and_no_note()
    {
        var table = new ScoreTable([Plain]);
        Assert.That(table.Heads(), Does.Not.Contain("label"));
        Assert.That(table.Rows(), Does.Not.Contain("few"));
        Assert.That(table.Note(), Is.Empty);
    }

    [Test]
    public void The_best_of_each_column_stands_out()
    {
        var other = new ScoreRow("Other", 0.4, 0.75) { FewLabels = [new(1, 0.3, 0)] };
        var rows = new ScoreTable([Plain with { FewLabels = [new(1, 0.2, 0)] }, other]).Rows().Split('\n');
        Assert.That(rows[0], Does.Match("class=\"few\">20.*class=\"score best\"><span>50.*class=\"score\"><span>25"));
        Assert.That(rows[1], Does.Match("class=\"few best\">30.*class=\"score\"><span>40.*class=\"score best\"><span>75"));
    }
}
