namespace MsMclr.MLNet.Tests;

/// <summary>A saved bank: whole it answers as before, and otherwise it is refused.</summary>
public class BankFileTests
{
    private static readonly TemporaryFolder Folder = new();

    [OneTimeTearDown]
    public void Dispose() => Folder.Dispose();

    [Test]
    public void A_loaded_bank_answers_as_the_saved_one()
    {
        var bank = Bank();
        var file = Folder.File("same.examples");
        bank.Save(file);
        var loaded = ExampleBank.Load(file, ExampleBankTests.Encoder.ToUpperInvariant());
        Assert.That(loaded.Examples, Is.EqualTo(bank.Examples));
        Assert.That(loaded.Calibration, Is.EqualTo(bank.Calibration));
        float[] clip = [0.3f, 0.2f, 0.1f];
        Assert.That(loaded.RecognizeEmbedding(clip).ToString(), Is.EqualTo(bank.RecognizeEmbedding(clip).ToString()));
        Assert.That(loaded.RecognizeEmbedding(clip).Nearest, Is.EqualTo(bank.RecognizeEmbedding(clip).Nearest));
        loaded.TeachEmbedding("wave", [1, 1, 1]);
    }

    [Test]
    public void An_empty_bank_can_be_saved_too()
    {
        var file = Folder.File("empty.examples");
        new ExampleBank(3, ExampleBankTests.Encoder).Save(file);
        Assert.That(ExampleBank.Load(file, ExampleBankTests.Encoder).Examples, Is.Empty);
    }

    [Test]
    public void A_bank_of_another_encoder_is_refused()
    {
        var file = Folder.File("other.examples");
        Bank().Save(file);
        Assert.That(
            () => ExampleBank.Load(file, new string('b', 64)),
            Throws.TypeOf<FormatException>().With.Message.Contains("another encoder").And.Message.Contains("teach the examples anew"));
    }

    [Test]
    public void A_file_with_any_byte_changed_or_cut_off_is_refused()
    {
        var file = Folder.File("whole.examples");
        Bank().Save(file);
        var whole = File.ReadAllBytes(file);
        var damaged = Folder.File("damaged.examples");
        void AssertRefused(byte[] content, string what)
        {
            File.WriteAllBytes(damaged, content);
            Assert.That(() => ExampleBank.Load(damaged, ExampleBankTests.Encoder), Throws.TypeOf<FormatException>(), what);
        }

        var header = 8 + BitConverter.ToInt32(whole);
        for (var at = 0; at < whole.Length; at++)
        {
            // Spaces that pad the header mean nothing.
            if (at < header && whole[at] == ' ')
                continue;
            var changed = (byte[])whole.Clone();
            changed[at] ^= 1;
            AssertRefused(changed, $"byte {at}");
        }

        for (var length = 0; length < whole.Length; length += 7)
            AssertRefused(whole[..length], $"{length} bytes");
    }

    [Test]
    public void Limits_hold_for_files_too()
    {
        var file = Folder.File("limits.examples");
        Bank().Save(file);
        void AssertRefused(ExampleBank.Options options, string why) => Assert.That(
            () => ExampleBank.Load(file, ExampleBankTests.Encoder, options), Throws.TypeOf<FormatException>().With.Message.Contains(why));
        AssertRefused(new ExampleBank.Options { MaxExamples = 2 }, "MaxExamples");
        AssertRefused(new ExampleBank.Options { MaxExamplesPerAction = 1 }, "MaxExamplesPerAction");
        Assert.That(() => ExampleBank.Load(Folder.File("none"), ExampleBankTests.Encoder), Throws.TypeOf<FileNotFoundException>());
    }

    private static ExampleBank Bank()
    {
        var bank = new ExampleBank(3, ExampleBankTests.Encoder);
        bank.TeachEmbedding("wave \"hello\"", [1, 0, 0], "café");
        bank.TeachEmbedding("wave \"hello\"", [1, 0.1f, 0]);
        bank.TeachEmbedding("kick", [0, 1, 0]);
        return bank;
    }
}
