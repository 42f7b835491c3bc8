using System.Globalization;
using System.Text;
using CsCheck;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Tests;

public class Utf8NumbersTests
{
    private static readonly Gen<string> Numbers = Gen.OneOf(
        Gen.Float.Where(float.IsFinite).Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Double.Where(double.IsFinite).Select(value => value.ToString("R", CultureInfo.InvariantCulture)),
        Gen.Double[-1e6, 1e6].Select(value => value.ToString("F7", CultureInfo.InvariantCulture)),
        Gen.Long.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    [Test]
    public void Every_float_and_double_parses_to_what_the_framework_says()
        => Numbers.Sample(text =>
        {
            var parsed = Utf8Numbers.TryParse(Encoding.ASCII.GetBytes(text + " 1"), out var value, out var length);
            return parsed && length == text.Length && value.Equals(double.Parse(text, CultureInfo.InvariantCulture));
        }, iter: 100_000);

    [TestCase("")]
    [TestCase("-")]
    [TestCase(".")]
    [TestCase("-.")]
    [TestCase("e5")]
    [TestCase("abc")]
    public void What_is_no_number_is_refused(string text)
        => Assert.That(Utf8Numbers.TryParse(Encoding.ASCII.GetBytes(text), out _, out _), Is.False);
}
