namespace MsMclr.MLNet.Experiments.Report.Charts;

/// <summary>
/// Where the parts of a confusion matrix have room, in pixels. Names stand left of the rows and above the columns, there at a slant or,
/// where that is too dense, upright. Where even that is, pointing at a cell tells them.
/// </summary>
/// <param name="LongestName">The most characters of a name.</param>
/// <param name="Label">The room for a name left of its row; 0 where names are left out.</param>
/// <param name="Aside">What slanted names need beyond the last column; 0 where they are upright.</param>
/// <param name="Above">The room for names above the columns.</param>
/// <param name="Down">A cell's height.</param>
/// <param name="HasNumbers">Whether a cell has room for its count.</param>
internal sealed record ConfusionSizes(int LongestName, int Label, double Aside, double Above, int Down, bool HasNumbers)
{
    private const double SlantedShare = 0.7; // How far a slanted name reaches to the side and upwards, of its length.
    private const int LongestOfAll = 22;
    private const int ShortestName = 8;
    private const int SmallestSlanted = 18;
    private const int RoomyCell = 15;
    private const int SmallestNamed = 12;
    private const int SmallestNumbered = 9;
    private const int LargestCell = 40;

    /// <summary>Whether the names above the columns are slanted.</summary>
    public bool IsSlanted => Aside > 0;

    /// <summary>Divides the room.</summary>
    /// <param name="names">The classes.</param>
    /// <param name="width">The chart's width.</param>
    /// <param name="tallest">The most that all rows together may take.</param>
    public static ConfusionSizes Of(string[] names, int width, int tallest)
    {
        var count = names.Length;
        var longest = Math.Clamp((width - 10 - (RoomyCell * count)) * 2 / 13, ShortestName, LongestOfAll);
        var label = 10 + (13 * names.Max(name => Math.Min(name.Length, longest)) / 2);
        if ((width - label) / count < SmallestNamed)
            label = 0;
        var slanted = SlantedShare * label;
        var isSlanted = (width - label - slanted) / count >= SmallestSlanted;
        var aside = isSlanted ? slanted : 0;
        var above = isSlanted ? slanted : label;
        var across = (int)(width - label - aside) / count;
        var smallest = label > 0 ? RoomyCell : Math.Max(across, 3);
        var down = Math.Clamp(tallest / count, smallest, LargestCell);
        return new ConfusionSizes(longest, label, aside, above, down, across >= SmallestNumbered);
    }
}
