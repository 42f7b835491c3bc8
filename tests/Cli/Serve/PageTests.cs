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

    [Test]
    public async Task A_clip_is_shown_on_a_time_line_and_teaches_an_action()
    {
        if (Browser.Program() is null)
            Assert.Ignore("There is no Chromium on this machine.");
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=7"));
        await browser.Wait("/^(\\d+) of \\1 windows$/.test(document.getElementById('progress').textContent)");
        await browser.Evaluate("Object.assign(document.getElementById('window'), { value: '30' }).onchange()");
        await browser.Wait("/^(\\d+) of \\1 windows$/.test(document.getElementById('progress').textContent)");
        await browser.Wait("document.querySelectorAll('.windows button').length >= 2");

        // A window leads to its first frame.
        await browser.Evaluate("document.querySelectorAll('.windows button')[1].click()");
        await browser.Wait("+document.getElementById('frame').value === 30 && document.getElementById('play').textContent === 'Play'");

        // Keys play and step.
        await browser.Evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))");
        await browser.Wait("+document.getElementById('frame').value === 31");
        await browser.Evaluate("document.body.dispatchEvent(new KeyboardEvent('keydown', { key: ' ', bubbles: true }))");
        await browser.Wait("document.getElementById('play').textContent === 'Pause'");

        const string Teach = "document.getElementById('name').value = 'my own'; document.getElementById('teach').requestSubmit()";
        await browser.Evaluate(Teach);
        await browser.Wait("document.getElementById('verdict').textContent === 'Like what you taught: my own (cosine 1.000)'");
        await browser.Wait("document.getElementById('taught').textContent.includes('my own: 1 example')");
        await browser.Look(1_100, 1_400, dark: false);
        await Keep(browser, "taught");
        await browser.Look(390, 1_800, dark: true);
        Assert.That(await Number(browser, "document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(390), "nothing sticks out");
        await Keep(browser, "taught-390-dark");
        await browser.Evaluate("document.querySelector('#taught button').click()");
        await browser.Wait("document.getElementById('verdict').textContent === ''");
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
