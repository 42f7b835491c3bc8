using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace MsMclr.MLNet.Tests;

/// <summary>The page in a real browser. Pictures are kept beside the test results.</summary>
public partial class PageTests
{
    // Pixels that are not transparent.
    private const string Ink = """
        canvas => {
            const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
            return data.filter((value, i) => i % 4 === 3 && value > 0).length;
        }
        """;

    [OneTimeSetUp]
    public void BePatient() => SetDefaultExpectTimeout(30_000);

    [Test]
    public async Task A_chosen_file_moves_and_is_named_and_a_bad_one_is_explained()
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(service.Address);
        var page = browser.Page;
        await Expect(page.Locator("#about")).Not.ToBeEmptyAsync();
        var good = TinyModel.PathOf("chosen.skeleton");
        var bad = TinyModel.PathOf("bad.skeleton");
        await File.WriteAllBytesAsync(good, RunningService.NtuOf(TinyModel.Clips[19]));
        await File.WriteAllTextAsync(bad, "2\n1\nnobody\n");

        await page.GetByLabel("Choose a file").SetInputFilesAsync(bad);
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("line 3: ");
        await Keep(page, "error");
        await page.GetByLabel("Choose a file").SetInputFilesAsync(good);
        await Expect(page.Locator("#action")).ToHaveTextAsync(TinyModel.Expected[19].PredictedLabel);
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeHiddenAsync();
        await Expect(page.Locator("#neighbors tr")).ToHaveCountAsync(5);
        await Expect(page.Locator("#scores i")).ToHaveCountAsync(5);
        await Expect(page.Locator("#frame")).Not.ToHaveValueAsync(FirstFrames()); // It plays.
        Assert.That(await page.Locator("#canvas").EvaluateAsync<int>(Ink), Is.GreaterThan(500), "something is drawn");

        await page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        foreach (var (width, scheme) in Looks())
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await NothingSticksOut(page, width);
            await Keep(page, $"{width}-{scheme.ToString().ToLowerInvariant()}");
        }

        Assert.That(browser.Errors, Is.Empty);
    }

    [Test]
    public async Task A_made_up_clip_comes_with_the_address()
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=7"));
        await Expect(browser.Page.Locator("#meant")).ToContainTextAsync("meant as “sit down”");
    }

    [Test]
    public async Task A_clip_of_two_people_has_a_time_line_of_each()
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=16"));
        await Expect(browser.Page.Locator("#meant")).ToContainTextAsync("meant as “shake hands”");
        await Expect(browser.Page.Locator("#progress")).ToHaveTextAsync(AllWindows());
        await Expect(browser.Page.Locator(".track > span")).ToHaveTextAsync(["Person 1", "Person 2"]);
    }

    [Test]
    public async Task A_time_line_leads_to_frames_and_keys_play_and_step()
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=7"));
        var page = browser.Page;
        await Expect(page.Locator("#progress")).ToHaveTextAsync(AllWindows());
        await page.GetByLabel("Windows of").SelectOptionAsync("30");
        await Expect(page.Locator(".windows button")).Not.ToHaveCountAsync(1);
        await Expect(page.Locator("#progress")).ToHaveTextAsync(AllWindows());

        await page.Locator(".windows button").Nth(1).ClickAsync();
        await Expect(page.GetByLabel("Frame", new() { Exact = true })).ToHaveValueAsync("30");
        await Expect(page.Locator("#play")).ToHaveTextAsync("Play");

        // A key that a control uses itself is left to it, so nothing is focused here.
        await page.Locator(".windows button").Nth(1).BlurAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#frame")).ToHaveValueAsync("31");
        await page.Keyboard.PressAsync("Home");
        await Expect(page.Locator("#frame")).ToHaveValueAsync("0");
        await page.Keyboard.PressAsync("Space");
        await Expect(page.Locator("#play")).ToHaveTextAsync("Pause");
        Assert.That(browser.Errors, Is.Empty);
    }

    [Test]
    public async Task An_action_is_taught_by_example_and_forgotten_on_a_desktop_and_on_a_phone([Values] bool onPhone)
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=7"), onPhone);
        var page = browser.Page;
        await Expect(page.Locator("#progress")).ToHaveTextAsync(AllWindows());
        await page.GetByLabel("What is done in this clip").FillAsync("my own");
        await Press(page.GetByRole(AriaRole.Button, new() { Name = "This is one" }), onPhone);
        await Expect(page.Locator("#verdict")).ToHaveTextAsync("Like what you taught: my own (cosine 1.000)");
        await Expect(page.Locator("#taught")).ToContainTextAsync("my own: 1 example");
        await page.EmulateMediaAsync(new() { ColorScheme = onPhone ? ColorScheme.Dark : ColorScheme.Light });
        await NothingSticksOut(page, page.ViewportSize!.Width);
        await Keep(page, onPhone ? "taught-phone-dark" : "taught");
        await Press(page.GetByRole(AriaRole.Button, new() { Name = "Forget my own" }), onPhone);
        await Expect(page.Locator("#verdict")).ToBeEmptyAsync();
        Assert.That(browser.Errors, Is.Empty);
    }

    [Test]
    public async Task A_clip_is_pushed_as_a_stream_while_it_plays_and_what_is_recognized_appears()
    {
        await using var service = await RunningService.Start();
        await using var browser = await Browser.Open(new Uri(service.Address, "/#sample=19"));
        var page = browser.Page;
        await page.GetByRole(AriaRole.Button, new() { Name = "Push it live" }).ClickAsync();
        await Expect(page.Locator("#heard")).ToContainTextAsync("Frame ");
        await Expect(page.Locator("#people .track > span").First).ToHaveTextAsync("Person 1");
        await Expect(page.Locator("#heard")).ToHaveTextAsync(StreamIsOver());
        await Keep(page, "stream");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make one up" }).ClickAsync();
        await Expect(page.Locator("#people .track")).ToHaveCountAsync(0);
        Assert.That(browser.Errors, Is.Empty);
    }

    private static IEnumerable<(int Width, ColorScheme Scheme)> Looks()
        => from width in new[] { 1_100, 390 } from scheme in new[] { ColorScheme.Light, ColorScheme.Dark } select (width, scheme);

    private static Task Press(ILocator button, bool onPhone) => onPhone ? button.TapAsync() : button.ClickAsync();

    private static async Task NothingSticksOut(IPage page, int width)
        => Assert.That(await page.EvaluateAsync<int>("document.documentElement.scrollWidth"), Is.LessThanOrEqualTo(width));

    private static async Task Keep(IPage page, string name)
    {
        var file = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"page-{name}.png");
        await page.ScreenshotAsync(new() { Path = file, FullPage = true, Animations = ScreenshotAnimations.Disabled });
        TestContext.AddTestAttachment(file);
    }

    [GeneratedRegex(@"^The stream is over: \d+ actions?\.$")]
    private static partial Regex StreamIsOver();

    [GeneratedRegex("^[0-5]$")]
    private static partial Regex FirstFrames();

    [GeneratedRegex(@"^(\d+) of \1 windows$")]
    private static partial Regex AllWindows();
}
