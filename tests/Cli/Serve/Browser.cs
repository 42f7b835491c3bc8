using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MsMclr.MLNet.Tests;

/// <summary>A page in a browser, with cookies and sizes of its own.</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _errors = [];

    private Browser(IBrowserContext context, IPage page)
    {
        _context = context;
        Page = page;
        page.PageError += (_, error) => _errors.Enqueue(error);
        page.Console += (_, message) =>
        {
            // What a request's answer says is told by the page itself.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
                _errors.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the page's script threw, and what the browser complained of, such as its policy.</summary>
    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Opens a page as a desktop or a phone has it: small, and touched. Without a Chromium the test is skipped.</summary>
    public static async Task<Browser> Open(Uri address, bool onPhone = false)
    {
        var size = onPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1_100, Height = 900 };
        var context = await (await BrowserProcess.Get()).NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = size,
            IsMobile = onPhone,
            HasTouch = onPhone,
            ColorScheme = ColorScheme.Light,
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(30_000);
        var opened = new Browser(context, page);
        await page.GotoAsync(address.ToString());
        return opened;
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
