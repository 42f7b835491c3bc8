namespace MsMclr.MLNet.Experiments.Report.Page;

/// <summary>The rows of the table by class, those that were recognized best first: how many of a class's clips were found, and how many of the clips so called were of it.</summary>
internal static class ClassTable
{
    public static string Rows(string[] names, long[,] confusion)
    {
        var classes = Enumerable.Range(0, names.Length).ToArray();
        long Clips(int truth) => classes.Sum(predicted => confusion[truth, predicted]);
        long Called(int predicted) => classes.Sum(truth => confusion[truth, predicted]);
        return string.Concat(classes.Where(truth => Clips(truth) > 0).OrderByDescending(truth => Recall(truth)).Select(truth =>
            $"<tr><th scope=\"row\">{PageText.Of(names[truth])}</th><td class=\"score\"><span>{PageText.Percent(Recall(truth))}</span>{PageText.Bar(Recall(truth))}</td>"
            + $"<td>{(Called(truth) == 0 ? "–" : PageText.Percent((double)confusion[truth, truth] / Called(truth)))}</td><td>{Clips(truth)}</td></tr>\n"));

        double Recall(int truth) => (double)confusion[truth, truth] / Clips(truth);
    }
}
