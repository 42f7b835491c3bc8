using Microsoft.ML;

namespace MsMclr.MLNet.Cli.Data;

/// <summary>
/// Divides the training part of a split once more, so that settings can be chosen without a look at the test part: <c>COLUMN=VALUES</c>
/// names the clips that are judged by.
/// </summary>
internal sealed class SelectionSplit
{
    private readonly ColumnSplit _split;

    private SelectionSplit(string column, string values) => _split = new ColumnSplit($"column:{column}", values);

    /// <exception cref="FormatException">The text is not of the form.</exception>
    public static SelectionSplit Of(string text)
    {
        var words = text.Split('=', 2, StringSplitOptions.TrimEntries);
        Refusal.Unless(
            words.Length == 2 && words[0].Length > 0,
            $"--select {text}: expected COLUMN=VALUES, for example Camera=2 or Subject=1,3.");
        return new SelectionSplit(words[0], words[1]);
    }

    /// <summary>Two parts of a part. The clips outside of it are in neither.</summary>
    /// <param name="part">The split's training part.</param>
    /// <param name="clips">Its clips.</param>
    /// <exception cref="FormatException">The clips have no such column or value, or none of another.</exception>
    public SkeletonProtocol Within(SkeletonSplit part, IDataView clips)
    {
        var within = _split.Protocol(clips);
        SkeletonSplit Both(SkeletonSplit inner)
            => new($"{part}, {inner}", clip => part.Contains(clip) && inner.Contains(clip), part.ActionCount);
        return new SkeletonProtocol($"{part}, {within.Name}", Both(within.Train), Both(within.Test));
    }
}
