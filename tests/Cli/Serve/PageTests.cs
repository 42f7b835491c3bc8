namespace MsMclr.MLNet.Tests;

/// <summary>The page in a real browser. Pictures are kept beside the test results.</summary>
public class PageTests
{
    private const string Error = "document.getElementById('error')";

    [Test]
    public async Task A_chosen_file_moves_and_is_named_and_a_bad_one_is_explained()
    {
        if (Browser.Program() is null)
            Assert.Ignore("There is no Chromium on this machine.");
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(service.Address);
        await browser.Wait("!!document.getElementById('about').textContent");

        var good = TinyModel.PathOf("chosen.skeleton");
        var bad = TinyModel.PathOf("bad.skeleton");
        await File.WriteAllBytesAsync(good, RunningService.NtuOf(TinyModel.Clips[19]));
        await File.WriteAllTextAsync(bad, "2\n1\nnobody\n");
        await browser.Choose("#file", bad);
        await browser.Wait($"!{Error}.hidden && {Error}.textContent.startsWith('line 3: ')");
        await Keep(browser, "error");
        await browser.Choose("#file", good);
        var action = TinyModel.Expected[19].PredictedLabel;
        await browser.Wait($"document.getElementById('action').textContent === '{action}' && {Error}.hidden");
        Assert.That((int)await Number(browser, "document.querySelectorAll('#neighbors tr').length"), Is.EqualTo(5));
        Assert.That((int)await Number(browser, "document.querySelectorAll('#scores i').length"), Is.EqualTo(5));
        await browser.Wait("+document.getElementById('frame').value > 5"); // It plays.
        // Pixels that are not transparent.
        const string Ink = """
            (() => {
                const canvas = document.getElementById('canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                return data.filter((value, i) => i % 4 === 3 && value > 0).length;
            })()
            """;
        Assert.That(await Number(browser, Ink), Is.GreaterThan(500), "something is drawn");

        await browser.Evaluate("document.getElementById('play').click()");
        foreach (var (width, dark) in new[] { (1_100, false), (1_100, true), (390, false), (390, true) })
        {
            await browser.Look(width, 900, dark);
            await browser.Wait($"innerWidth === {width}");
            Assert.That(await Number(browser, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width), "nothing sticks out");
            await Keep(browser, $"{width}-{(dark ? "dark" : "light")}");
        }
    }

    [Test]
    public async Task A_made_up_clip_comes_with_the_address()
    {
        if (Browser.Program() is null)
            Assert.Ignore("There is no Chromium on this machine.");
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=7"));
        await browser.Wait("document.getElementById('meant').textContent.includes('meant as “sit down”')");
    }

    private static async Task<double> Number(Browser browser, string expression)
        => (await browser.Evaluate(expression))!.GetValue<double>();

    private static async Task Keep(Browser browser, string name)
    {
        await Task.Delay(300); // Transitions end.
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"page-{name}.png");
        await File.WriteAllBytesAsync(file, await browser.Picture());
        TestContext.AddTestAttachment(file);
    }
}
