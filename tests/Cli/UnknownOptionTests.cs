namespace MsMclr.MLNet.Tests;

/// <summary>No command passes over an option that it does not know.</summary>
public class UnknownOptionTests
{
    [TestCase("serve", "--request-per-second")]
    [TestCase("evaluate", "--epoch", "--format", "synthetic", "--out", "nowhere")]
    [TestCase("embed", "--encode", "--encoder", "x", "--data", "y", "--out", "z.idv")]
    [TestCase("heads", "--fold")]
    [TestCase("recognize", "--model-file", "--out", "nowhere.csv")]
    [TestCase("inspect", "--previews", "nowhere")]
    public void A_misspelt_option_is_refused(string command, string misspelt, params string[] others)
    {
        var run = Tool.Run([command, .. others, misspelt, "5"]);
        Assert.That(run.ExitCode, Is.EqualTo(1), run.Output + run.Errors);
        Assert.That(run.Errors, Does.Contain($"'{misspelt}'"));
    }
}
