using Microsoft.Playwright;

namespace MsMclr.MLNet.Tests;

/// <summary>
/// This machine's Chromium, driven by Playwright: started once, for the first test that needs it. No browser is downloaded.
/// </summary>
[SetUpFixture]
internal sealed class BrowserProcess
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome"];
    private static readonly Lazy<Task<(IPlaywright Driver, IBrowser Browser)>> Started = new(Start);

    [OneTimeTearDown]
    public async Task Close()
    {
        if (!Started.IsValueCreated || !Started.Value.IsCompletedSuccessfully)
            return;
        var (driver, browser) = await Started.Value;
        await browser.DisposeAsync();
        driver.Dispose();
    }

    /// <summary>The browser. Without a Chromium the test is skipped.</summary>
    public static async Task<IBrowser> Get()
    {
        if (Program() is null)
            Assert.Ignore("There is no Chromium on this machine: neither MSMCLR_CHROMIUM nor the path names one.");
        return (await Started.Value).Browser;
    }

    private static async Task<(IPlaywright Driver, IBrowser Browser)> Start()
    {
        var driver = await Playwright.CreateAsync();
        var browser = await driver.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program(),
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
        return (driver, browser);
    }

    private static string? Program()
    {
        if (Environment.GetEnvironmentVariable("MSMCLR_CHROMIUM") is { Length: > 0 } named)
            return named;
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return Names.SelectMany(name => folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }
}
