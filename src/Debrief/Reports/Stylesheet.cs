namespace Debrief.Reports;

/// <summary>The one hand-written stylesheet of reports.</summary>
static class Stylesheet
{
    static readonly Lazy<string> s_css = new(Read);

    public static string Css => s_css.Value;

    static string Read()
    {
        using var stream = typeof(Stylesheet).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
