using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports.Components;
using Debrief.Reports.Narratives;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.Logging.Abstractions;

namespace Debrief.Reports;

/// <summary>A report as one self-contained HTML file.</summary>
static partial class HtmlReport
{
    public static string Render(PeriodInsights insights, UserProfile profile, Told? narrative = null)
    {
        // Disposed when rendering is over, which it is when the task returns: no component waits for anything.
        using var renderer = new HtmlRenderer(new NoServices(), NullLoggerFactory.Instance);
        var parameters = ParameterView.FromDictionary(new Dictionary<string, object?>
        {
            [nameof(CascadingValue<>.Value)] = new ReportText(insights, profile, narrative),
            [nameof(CascadingValue<>.IsFixed)] = true,
            [nameof(CascadingValue<>.ChildContent)] = (RenderFragment)(page =>
            {
                page.OpenComponent<ReportPage>(0);
                page.CloseComponent();
            }),
        });
        var html = renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<CascadingValue<ReportText>>(parameters)).ToHtmlString()).GetAwaiter().GetResult();
        return BeforeUnit().Replace(html, "&nbsp;");
    }

    /// <summary>The space in "68 %" or "4 h 05 m", where no line should break.</summary>
    [GeneratedRegex(@"(?<=\d) (?=[%×hm][\s<.,;:)])|(?<=\d h) (?=\d\d m)", RegexOptions.CultureInvariant)]
    private static partial Regex BeforeUnit();

    /// <summary>Components take what they show from their parent and nothing from a container.</summary>
    sealed class NoServices : IServiceProvider
    {
        // Letters of all languages stay readable in the file; what matters to HTML is encoded all the same.
        static readonly HtmlEncoder s_encoder = HtmlEncoder.Create(UnicodeRanges.All);

        public object? GetService(Type serviceType) => serviceType == typeof(HtmlEncoder) ? s_encoder : null;
    }
}
