using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Debrief.EndToEnd.Support;

/// <summary>A page as it looks in any window, light and dark, and on paper: nothing sticks out, and all can use it. Pictures of each layout and of both schemes stay in artifacts/screenshots.</summary>
static class Look
{
    /// <summary>Of A4 within its margins, in the pixels of a style sheet.</summary>
    const int Paper = 696;

    /// <summary>All that depends on light and dark; the other rules hold for both.</summary>
    static readonly AxeRunOptions s_colours = new() { RunOnly = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] }, ResultTypes = [ResultType.Violations] };

    /// <summary>What is in order isn't told place by place, which takes longer than looking.</summary>
    static readonly AxeRunOptions s_all = new() { ResultTypes = [ResultType.Violations] };

    public static async Task AtAsync(OpenedPage page, string folder, string name)
    {
        foreach (var (width, dark) in ((int, bool)[])[(1400, false), (1400, true), (360, false), (360, true)])
        {
            await page.Page.SetViewportSizeAsync(width, 900);
            await page.Page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            // These two and the print show each layout and each scheme; more would only take time.
            if (dark == (width == 360))
                await SaveAsync(page, folder, $"{name}-{width}-{(dark ? "dark" : "light")}.png");

            Assert.Empty(await page.OverflowingAsync());
            Assert.InRange(await page.BackgroundAsync(), dark ? 0 : 200, dark ? 60 : 255);
            if (width == 1400)
                await AllowedByAxeAsync(page, dark);
        }

        await page.Page.SetViewportSizeAsync(Paper, 900);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print, ColorScheme = ColorScheme.Light });
        await SaveAsync(page, folder, $"{name}-print.png");
        Assert.Empty(await page.OverflowingAsync());
    }

    /// <summary>Where the layout is that of a page that is looked at in full: what axe-core says of it, light and dark.</summary>
    public static async Task UsableAsync(OpenedPage page)
    {
        foreach (var dark in (bool[])[false, true])
        {
            await page.Page.EmulateMediaAsync(new() { Media = Media.Screen, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
            await AllowedByAxeAsync(page, dark);
        }
    }

    static async Task AllowedByAxeAsync(OpenedPage page, bool dark) =>
        Assert.Equal([], (await page.Page.RunAxe(dark ? s_colours : s_all)).Violations.SelectMany(violation => violation.Nodes.Select(node => $"{violation.Id}: {violation.Help}: {node.Html}")));

    /// <summary>That the answer is an error, and what it would advise of passwords, the browser tells the console itself.</summary>
    public static bool IsOfTheBrowser(string complaint) => complaint.StartsWith("verbose:", StringComparison.Ordinal) || complaint.Contains("the server responded with a status of", StringComparison.Ordinal);

    static async Task SaveAsync(OpenedPage page, string folder, string name)
    {
        var shots = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts", "screenshots", folder));
        await page.SaveAsync(Path.Combine(shots.FullName, name), wholePage: true);
    }
}
