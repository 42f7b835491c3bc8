using MsMclr.MLNet.Experiments.Report.Charts;

namespace MsMclr.MLNet.Tests;

public sealed class ChartTextTests
{
    [TestCase("Wave", "Wave")]
    [TestCase("Shake hands", "Shake ha…")]
    [TestCase("<b>&amp;", "&lt;b&gt;&amp;amp;")]
    [TestCase("12345678\U0001F64B\U0001F64B", "12345678…")]
    [TestCase("1234567\U0001F64B90", "1234567\U0001F64B…")]
    public void A_name_is_escaped_after_it_is_cut_between_characters(string name, string expected) =>
        Assert.That(ChartText.Of(name, 9), Is.EqualTo(expected));
}
