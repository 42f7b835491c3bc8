using System.Globalization;
using CsCheck;
using MsMclr.MLNet.Loaders.Formats.Csv;

namespace MsMclr.MLNet.Tests;

public class CsvCoordinatesTests
{
    private static readonly string[] Names = ["{0}_{1}", "{1}{0}", "landmark_{0}_{1}", "{1}_joint{0}"];

    private static readonly Gen<string> Column = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 5], Gen.Int[0, 1], (name, joint, axis) =>
        string.Format(CultureInfo.InvariantCulture, Names[name], joint, "xy"[axis]));

    [TestCase("0_x,0_y,1_x,1_y,2_x,2_y", 3)]
    [TestCase("x1,y1,x2,y2,who", 2)]
    [TestCase("landmark_0_x,landmark_0_y,landmark_1_x", 0)]
    [TestCase("0_x,0_y,2_x,2_y", 1)]
    [TestCase("nose_x,nose_y", 0)]
    public void Joints_with_numbers_are_counted(string header, int count)
        => Assert.That(new CsvCoordinates(header.Split(','), ["x", "y"]).CountNumbered(), Is.EqualTo(count));

    // The same by trying all counts, which takes the square of the time.
    [Test]
    public void The_count_is_the_largest_that_there_are_columns_for()
        => Column.Array[1, 16].Sample(header =>
        {
            var coordinates = new CsvCoordinates(header, ["x", "y"]);
            var counts = Enumerable.Range(1, header.Length).Where(count => coordinates.Numbered(count) is not null);
            return coordinates.CountNumbered() == counts.Append(0).Max();
        }, iter: 3_000);
}
