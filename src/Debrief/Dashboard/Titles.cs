using Debrief.Reports;

namespace Debrief.Dashboard;

static class Titles
{
    /// <summary>A session's, fit to be shown.</summary>
    public static string Of(string? title) => Foreign.Plain(title ?? "", Foreign.Title) is { Length: > 0 } plain ? plain : "(no title)";
}
