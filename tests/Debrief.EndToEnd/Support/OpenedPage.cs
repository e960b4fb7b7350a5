using Microsoft.Playwright;

namespace Debrief.EndToEnd.Support;

sealed class OpenedPage : IAsyncDisposable
{
    readonly IPage _page;

    public OpenedPage(IPage page)
    {
        _page = page;
        _page.Request += (_, request) => Requests.Add(request.Url);
        _page.Console += (_, message) => Complaints.Add($"{message.Type}: {message.Text}");
        _page.PageError += (_, error) => Complaints.Add(error);
        _page.Dialog += async (_, dialog) =>
        {
            Complaints.Add($"{dialog.Type}: {dialog.Message}");
            await dialog.DismissAsync();
        };
    }

    public IPage Page => _page;

    /// <summary>All addresses asked for, the page's own first.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What it wrote to the console, threw, or asked the reader in a dialog.</summary>
    public List<string> Complaints { get; } = [];

    public Task GoAsync(string address) => _page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Load });

    /// <summary>Clicks what leads to another page, or sends a form, and waits for what comes.</summary>
    public async Task FollowAsync(string selector)
    {
        var loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Loaded(object? sender, IPage page) => loaded.TrySetResult();
        _page.Load += Loaded;
        await _page.ClickAsync(selector);
        await loaded.Task.WaitAsync(TimeSpan.FromSeconds(60));
        _page.Load -= Loaded;
    }

    /// <summary>The elements that stick out to the right of the window, outermost first; those inside a box that scrolls or cuts by itself don't count.</summary>
    public Task<string[]> OverflowingAsync() => _page.EvaluateAsync<string[]>("""
        () => {
            const width = document.documentElement.clientWidth;
            const boxed = element => {
                for (let at = element.parentElement; at && at !== document.body; at = at.parentElement)
                    if (getComputedStyle(at).overflowX !== 'visible') return true;
                return false;
            };
            const out = [...document.querySelectorAll('body *')]
                .filter(element => element.getBoundingClientRect().right > width + 0.5 && !boxed(element))
                .map(element => `${element.tagName.toLowerCase()}.${element.getAttribute('class')}: ${element.textContent.trim().slice(0, 60)}`);
            return document.documentElement.scrollWidth > width ? ['the page is wider than the window', ...out] : out;
        }
        """);

    /// <summary>The brightness of the page's background, 0 to 255.</summary>
    public Task<double> BackgroundAsync() => _page.EvaluateAsync<double>("""
        () => {
            const colours = [document.body, document.documentElement].map(element => getComputedStyle(element).backgroundColor);
            const painted = colours.find(colour => colour !== 'rgba(0, 0, 0, 0)') ?? 'rgb(255, 255, 255)';
            const canvas = document.createElement('canvas').getContext('2d');
            canvas.fillStyle = painted;
            canvas.fillRect(0, 0, 1, 1);
            const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
            return (red + green + blue) / 3;
        }
        """);

    public Task SaveAsync(string path, bool wholePage = false) => _page.ScreenshotAsync(new() { Path = path, FullPage = wholePage });

    public async ValueTask DisposeAsync() => await _page.Context.DisposeAsync();
}
