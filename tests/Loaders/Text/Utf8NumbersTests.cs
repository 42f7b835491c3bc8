using System.Globalization;
using System.Text;
using CsCheck;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Tests;

public class Utf8NumbersTests
{
    [Test]
    public void Every_float_and_double_parses_to_what_the_framework_says()
    {
        Gen.OneOf(Gen.Float.Select(value => value.ToString("R", CultureInfo.InvariantCulture)), Gen.Double.Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
            Gen.Double[-1e6, 1e6].Select(value => value.ToString("F7", CultureInfo.InvariantCulture)), Gen.Long.Select(value => value.ToString(CultureInfo.InvariantCulture)))
            .Where(text => text is not ("NaN" or "Infinity" or "-Infinity"))
            .Sample(text =>
            {
                var parsed = Utf8Numbers.TryParse(Encoding.ASCII.GetBytes(text + " 1"), out var value, out var length);
                return parsed && length == text.Length && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
            }, iter: 100_000);
    }

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase("e5")]
    [TestCase("abc")]
    public void What_is_no_number_is_refused(string text) => Assert.That(Utf8Numbers.TryParse(Encoding.ASCII.GetBytes(text), out _, out _), Is.False);
}
