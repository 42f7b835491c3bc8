using Microsoft.ML;
using MsMclr.MLNet.Cli.Data;

namespace MsMclr.MLNet.Tests;

public class SelectionSplitTests
{
    private static readonly SkeletonSplit Part = SkeletonProtocol.LeaveSubjectsOut([4]).Train;

    [Test]
    public void The_training_part_is_divided_and_the_test_part_is_in_neither()
    {
        var within = SelectionSplit.Of("Subject = 2").Within(Part, Clips());
        ClipInfo Of(uint subject) => new() { Name = "clip", Subject = subject };
        bool[] trained = [.. new uint[] { 1, 2, 3, 4 }.Select(subject => within.Train.Contains(Of(subject)))];
        bool[] judged = [.. new uint[] { 1, 2, 3, 4 }.Select(subject => within.Test.Contains(Of(subject)))];
        Assert.That(trained, Is.EqualTo(new[] { true, false, true, false }));
        Assert.That(judged, Is.EqualTo(new[] { false, true, false, false }));
    }

    [Test]
    public void A_value_of_the_test_part_is_none_of_the_training_part()
    {
        var refused = Throws.TypeOf<FormatException>().With.Message.Contains("there are 1, 2, 3");
        Assert.That(() => SelectionSplit.Of("Subject=4").Within(Part, Clips()), refused);
    }

    [TestCase("Subject")]
    [TestCase("=2")]
    public void What_names_no_column_or_value_is_refused(string text)
        => Assert.That(() => SelectionSplit.Of(text), Throws.TypeOf<FormatException>().With.Message.Contains("COLUMN=VALUES"));

    private static IDataView Clips()
    {
        var made = new SyntheticSkeletons.Options { Subjects = 4, Repetitions = 1, Cameras = 1, Split = Part };
        return new MLContext(1).Data.LoadSyntheticSkeletons(made);
    }
}
