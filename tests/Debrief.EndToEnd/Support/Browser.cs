using Microsoft.Playwright;

namespace Debrief.EndToEnd.Support;

/// <summary>A real Chromium, started once for a class of tests.</summary>
public sealed class Browser : IAsyncLifetime
{
    /// <summary>The first has no windows, and no interface of its own to draw: it takes half of the processors' time.</summary>
    static readonly string[] Candidates = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    IPlaywright? _playwright;
    IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (Candidates.FirstOrDefault(File.Exists) is not { } executable)
            return;
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a file and remembers what it asked for and complained about.</summary>
    internal async Task<OpenedPage> OpenAsync(string file, int width, bool dark)
    {
        var page = await OpenAsync(width, dark);
        await page.GoAsync(new Uri(file).AbsoluteUri);
        return page;
    }

    /// <summary>An empty page.</summary>
    /// <param name="cookies">Of somebody who has signed in; null: nobody.</param>
    internal async Task<OpenedPage> OpenAsync(int width = 1400, bool dark = false, string? cookies = null, bool scripts = true)
    {
        Assert.SkipWhen(_browser is null, "chromium is missing: ./test.sh installs it");
        var context = await _browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            StorageState = cookies,
            JavaScriptEnabled = scripts,
        });
        context.SetDefaultTimeout(20_000);
        return new(await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
