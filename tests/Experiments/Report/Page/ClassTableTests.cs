using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class ClassTableTests
{
    [Test]
    public void The_table_by_class_has_the_share_found_and_the_precision()
    {
        string[] names = ["Wave", "Clap", "Bow", "Never tested"];
        var confusion = new long[,] { { 1, 3, 0, 0 }, { 1, 9, 0, 0 }, { 2, 0, 0, 0 }, { 0, 0, 0, 0 } };
        var rows = ClassTable.Rows(names, confusion);
        string[] cells =
        [
            "Clap", "90.0&nbsp;%", "75.0&nbsp;%", "10",
            "Wave", "25.0&nbsp;%", "25.0&nbsp;%", "4",
            "Bow", "0.0&nbsp;%", "–", "2",
        ];
        Assert.That(rows, Does.Match(string.Join("(.|\n)*", cells)).And.Not.Contain("Never tested"));
    }
}
