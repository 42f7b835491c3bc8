using MsMclr.MLNet.Experiments.Contract;
using MsMclr.MLNet.Experiments.Report.Page;

namespace MsMclr.MLNet.Tests;

public sealed class PercentageTests
{
    // 251 of 400: as a fraction a little below, times a hundred just 62.75.
    [Test]
    public void A_half_is_rounded_as_the_librarys_metrics_round_it()
    {
        Assert.That(Percentage.Text(251 / 400.0), Is.EqualTo("62.7 %").And.EqualTo(FormattableString.Invariant($"{251 / 400.0:P1}")));
        Assert.That(PageText.Percent(251 / 400.0), Is.EqualTo("62.7&nbsp;%"));
    }
}
