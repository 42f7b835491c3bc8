namespace MsMclr.MLNet.Tests;

/// <summary>No command passes over an option that it does not know.</summary>
public class UnknownOptionTests
{
    [TestCase("serve", 1, "--request-per-second")]
    [TestCase("evaluate", 1, "--epoch", "--format", "synthetic", "--out", "nowhere")]
    [TestCase("embed", 2, "--encode", "--encoder", "x", "--data", "y", "--out", "z.idv")]
    [TestCase("heads", 1, "--fold")]
    [TestCase("recognize", 1, "--model-file", "--out", "nowhere.csv")]
    [TestCase("inspect", 1, "--previews", "nowhere")]
    [TestCase("doctor", 1, "--batches")]
    public void A_misspelt_option_is_refused(string command, int code, string misspelt, params string[] others)
    {
        var run = Tool.Run([command, .. others, misspelt, "5"]);
        Assert.That(run.ExitCode, Is.EqualTo(code), run.Output + run.Errors);
        Assert.That(run.Errors, Does.Contain($"'{misspelt}'"));
    }
}
