using System.Text;
using System.Text.Json;
using MsMclr.MLNet.Loaders.Text;

namespace MsMclr.MLNet.Tests;

public class PythonNumbersTests
{
    [TestCase("[NaN, 1]", "[\"\u007F\", 1]")]
    [TestCase("[Infinity,-Infinity]", "[\"nfinit\",\"Infinit\"]")]
    [TestCase("{\"NaN\": NaN}", "{\"NaN\": \"\u007F\"}")]
    [TestCase("[\"a \\\" NaN\", NaN]", "[\"a \\\" NaN\", \"\u007F\"]")]
    [TestCase("[\"\\\\\", NaN]", "[\"\\\\\", \"\u007F\"]")]
    [TestCase("[\"Infinity\", null]", "[\"Infinity\", null]")]
    public void Words_that_JSON_does_not_know_become_texts_and_nothing_else_changes(string json, string quoted)
    {
        var bytes = Encoding.UTF8.GetBytes(json);
        PythonNumbers.Quote(bytes);
        Assert.That(Encoding.UTF8.GetString(bytes), Is.EqualTo(quoted));
        Assert.That(() => JsonDocument.Parse(bytes), Throws.Nothing);
    }

    [TestCase("Na")]
    [TestCase("[N")]
    [TestCase("-Infinit")]
    [TestCase("Infinity")]
    [TestCase("\"\\")]
    public void A_text_that_ends_anywhere_is_no_trouble(string text)
        => Assert.That(() => PythonNumbers.Quote(Encoding.UTF8.GetBytes(text)), Throws.Nothing);
}
