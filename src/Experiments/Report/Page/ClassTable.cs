namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>
/// The rows of the table by class, those that were recognized best first: how many of a class's clips were found, and how many of the
/// clips so called were of it.
/// </summary>
internal static class ClassTable
{
    public static string Rows(string[] names, long[,] confusion)
    {
        var classes = Enumerable.Range(0, names.Length).Select(label => ClassCounts.Of(names[label], confusion, label));
        var tested = classes.Where(counts => counts.Clips > 0).OrderByDescending(counts => counts.Recall);
        return string.Concat(tested.Select(Row));
    }

    private static string Row(ClassCounts counts)
    {
        var name = $"<th scope=\"row\">{PageText.Of(counts.Name)}</th>";
        var found = $"<td class=\"score\"><span>{PageText.Percent(counts.Recall)}</span>{PageText.Bar(counts.Recall)}</td>";
        var precision = counts.Called == 0 ? "–" : PageText.Percent((double)counts.Right / counts.Called);
        return $"<tr>{name}{found}<td>{precision}</td><td>{counts.Clips}</td></tr>\n";
    }

    private sealed record ClassCounts(string Name, long Clips, long Called, long Right)
    {
        public double Recall => (double)Right / Clips;

        public static ClassCounts Of(string name, long[,] confusion, int label)
        {
            var clips = 0L;
            var called = 0L;
            for (var other = 0; other < confusion.GetLength(0); other++)
            {
                clips += confusion[label, other];
                called += confusion[other, label];
            }

            return new ClassCounts(name, clips, called, confusion[label, label]);
        }
    }
}
