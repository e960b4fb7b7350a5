using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Debrief.Dashboard;

static class ReadableHtml
{
    /// <summary>Letters of all languages stay as they are; what matters to HTML is encoded all the same.</summary>
    public static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
}
