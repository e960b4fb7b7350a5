using System.Text;
using Debrief.Insights;
using Debrief.Profile;
using Debrief.Reports.Narratives;
using static Debrief.Reports.MarkdownText;

namespace Debrief.Reports;

/// <summary>A report as GitHub-flavoured Markdown.</summary>
sealed class MarkdownReport
{
    readonly ReportText text;
    readonly StringBuilder lines = new();

    MarkdownReport(ReportText text) => this.text = text;

    public static string Render(PeriodInsights insights, UserProfile profile, Told? narrative = null)
    {
        var report = new MarkdownReport(new(insights, profile, narrative));
        report.Write();
        return report.lines.ToString();
    }

    void Write()
    {
        lines.Append("# ").Append(Escape(text.Title)).Append("\n\n").Append(Escape(text.Subtitle)).Append('\n');
        AtAGlance();
        if (!text.IsQuiet)
            Sections();
        lines.Append("\n---\n");
        foreach (var note in text.Foundations)
            Paragraph(note);
    }

    void Sections()
    {
        Table(["", "Figure", "Change", ""], "lrll", text.KeyFigures.Select(f => new[] { f.Label, f.Value, $"{f.Change}", f.Note ?? "" }));
        Attention();
        Alignment();
        Outcomes();
        Gained();
        Friction();
        Skills();
        People();
        Health();
        Month();
        Recommendations();
    }

    void AtAGlance()
    {
        Section("At a Glance");
        lines.Append('\n');
        foreach (var sentence in text.AtAGlance)
            lines.Append("- ").Append(sentence.Lead.Length == 0 ? "" : $"**{Escape(sentence.Lead)}**").Append(Escape(sentence.Rest)).Append('\n');
    }

    void Attention()
    {
        Section("Where Your Attention Went", text.Attention, "attention");
        var shares = Rows.Attention(text).Select(r => new[]
        {
            r.Name, Figures.Time(r.Active), $"{r.Change}", r.Figures, string.Join(", ", r.Parts.Select(p => $"{Rows.Judgement(p.Alignment)} {Figures.Time(p.Active)}")),
        });
        Table([text.AttentionBy, "Active time", "Change", "Of it", "By alignment"], "lrlll", shares);
        More(Rows.More(text.Now.AttentionMap.Count));
        Table(["Project", "Of", "Active time", "Of it"], "llrl", Rows.Attention(text).SelectMany(Projects));
    }

    static IEnumerable<string[]> Projects(AttentionRow business) =>
    [
        .. business.Projects.Select(project => new[] { project.Name, business.Name, Figures.Time(project.Active), project.Figures }),
        .. business.MoreProjects is { } more ? new[] { new[] { more, business.Name, "", "" } } : [],
    ];

    void Alignment()
    {
        Section("Priority Alignment", text.Alignment, "priorities");
        if (text.Now.PriorityAlignment.Judged == 0)
            return;
        Table(["Alignment", "Sessions", "Change"], "lrl", Rows.Judged(text).Select(Cells));
        Table(["Priority", "Sessions", "Change"], "lrl", Rows.Priorities(text).Select(Cells));
    }

    void Outcomes()
    {
        Section("What Came of It", text.Outcomes);
        Table(["Outcome", "Sessions"], "lr", Rows.Outcomes(text).Select(r => new[] { r.Name, Figures.Number(r.Value) }));
        Paragraph(text.Tasks);
        if (LaterFinishes.Of(text) is { } later)
            Paragraph(later);
        List(LaterFinishes.Examples(text));
        if (text.Satisfaction is { } satisfaction)
            Paragraph(satisfaction);
    }

    void Gained()
    {
        Section("What It Gave", Gains.Method(text));
        Table(["", "Count", "Change", ""], "lrll", Gains.Of(text).Select(f => new[] { f.Label, f.Value, $"{f.Change}", f.Note ?? "" }));
    }

    void Friction()
    {
        Section("Friction Highlights", text.Friction, "friction");
        var format = text.Period.Type == "monthly" ? "MMMM yyyy" : "d MMM yyyy";
        var points = text.Now.FrictionTrend.SkipWhile(p => p.Sessions == 0).Select(p => new[]
        {
            p.First.ToString(format), p.PerSession is null ? "–" : Figures.Rate(p.PerSession), Figures.Number(p.Sessions), Figures.Number(p.Corrections), Figures.Number(p.RetryLoops), Figures.Number(p.McpFailures), Figures.Number(p.CutShort),
        });
        Table(["From", "Per session", "Sessions", "Corrections", "Retry loops", "Failed MCP calls", "Cut short"], "lrrrrrr", points);
        Paragraph(text.Incidents);
        foreach (var incident in IncidentRow.Of(text))
        {
            lines.Append("\n**").Append(Escape(incident.Title)).Append("**").Append(incident.Tags.Count > 0 ? $" ({string.Join(", ", incident.Tags.Select(Escape))})" : "").Append("\n\n");
            lines.Append("> “").Append(Escape(incident.Quote)).Append("”\n>\n> ").Append(Escape(incident.Source)).Append('\n');
        }
    }

    void Skills()
    {
        Section("Skills Gap Alert", text.Skills, "skills");
        Table(["Skill", "Missed", "Change"], "lrl", Rows.MissedSkills(text).Select(Cells));
        More(Rows.More(text.Now.SkillsGap.Missed.Count));
        if (Rows.UsedSkills(text) is { Count: > 0 } used)
            lines.Append($"\nUsed: {string.Join(", ", used.Select(u => $"{Command(u.Name)} {Figures.Number(u.Value)}"))}.\n");
    }

    void People()
    {
        Section("Relationship Pulse", text.People, "people");
        Table(["Person", "Mentions", "Change", "Last 6 weeks", "Outreach", "Last touch"], "lrllll",
            PersonRow.Of(text).Select(p => new[] { p.Name, Figures.Number(p.Mentions), $"{p.Change}", string.Join(" · ", p.Weeks.Select(week => Figures.Number(week))), p.Outreach, p.LastTouch }));
        More(Rows.More(text.Now.RelationshipPulse.People.Count, Rows.MostPeople));
    }

    void Health()
    {
        Section("System Health", text.System, "system");
        Table(["", "Count", "Change"], "lrl", Rows.Health(text).Select(Cells));
        Table(["Automated sessions, begun by", "Sessions"], "lr", Rows.Automated(text).Select(r => new[] { r.Name, Figures.Number(r.Value) }));
        Table(["Job", "Runs", "Failed"], "lrr", text.Now.SystemHealth.Jobs.Select(j => new[] { Foreign.Called(j.Job), Figures.Number(j.Runs), Figures.Number(j.Failed) }));
        Table(["Why tool calls failed", "Calls"], "lr", Rows.Failures(text).Select(r => new[] { r.Name, Figures.Number(r.Value) }));
        Table([text.SubAgents, "Sub-agents"], "lr", Rows.SubAgents(text).Select(r => new[] { r.Name, Figures.Number(r.Value) }));
    }

    void Month()
    {
        if (text.Now.DeepDive is not { } dive)
            return;
        Section("Month by Month");
        Table([.. MonthText.MonthHeads], "lrrrrr", MonthText.Months(dive));
        Section("Friction Week by Week");
        Table(["From", "Per session", "Sessions", "Corrections", "Retry loops", "Failed MCP calls", "Cut short"], "lrrrrrr", MonthText.Friction(dive));
        Section("What It Cost and Saved", MonthText.Return(text));
        Table(["Skill", "Used in", "Saved in those sessions"], "lrr", MonthText.Skills(dive));
        if (MonthText.People(dive) is { Count: > 0 } people)
        {
            Section("People by Week", "Sessions of the month that mention them, by the week that begins on that Monday.");
            Table(["Person", .. MonthText.Weeks(dive)], "l" + new string('r', dive.Weeks.Count), people.Select(person => (string[])[Foreign.Called(person.Name), .. person.Weeks.Select(week => Figures.Number(week))]));
        }
        if (MonthText.Targets(text).Count + MonthText.Results(text).Count == 0)
            return;
        Section("Targets");
        List([.. MonthText.Results(text).Select(line => $"Last month's: {line}"), .. MonthText.Targets(text).Select(line => $"For next month: {line}")]);
    }

    void Recommendations()
    {
        Section("Recommendations", text.Recommendations, "recommendations");
        lines.Append(text.Now.Recommendations.Count > 0 ? "\n" : "");
        foreach (var (number, recommendation) in text.Now.Recommendations.Index())
            lines.Append($"{number + 1}. **{Escape(Foreign.Plain(recommendation.Title, Foreign.Sentence).TrimEnd('.'))}.** {Escape(Foreign.Plain(recommendation.Why, 2 * Foreign.Sentence))}\n");
        if (FollowUps.Of(text) is not { Count: > 0 } followed)
            return;
        Paragraph("What became of earlier ones:");
        List(followed);
    }

    /// <param name="told">The section of the narrative.</param>
    void Section(string title, string? intro = null, string? told = null)
    {
        lines.Append("\n## ").Append(title).Append('\n');
        if (intro is not null)
            Paragraph(intro);
        if (told is not null && text.Narrative?.In(told) is { Count: > 0 } sentences)
            Paragraph(string.Join(' ', sentences));
    }

    void Paragraph(string sentence) => lines.Append('\n').Append(Escape(sentence)).Append('\n');

    void List(IReadOnlyList<string> items)
    {
        lines.Append(items.Count > 0 ? "\n" : "");
        foreach (var item in items)
            lines.Append("- ").Append(Escape(item)).Append('\n');
    }

    void More(string? more)
    {
        if (more is not null)
            Paragraph(more);
    }

    /// <param name="columns">l or r for each column.</param>
    void Table(string[] heads, string columns, IEnumerable<string[]> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0)
            return;
        lines.Append("\n| ").AppendJoin(" | ", heads).Append(" |\n|").AppendJoin('|', columns.Select(c => c == 'r' ? "---:" : "---")).Append("|\n");
        foreach (var row in all)
            lines.Append("| ").AppendJoin(" | ", row.Select(Escape)).Append(" |\n");
    }

    static string[] Cells(Row row) => [row.Name, Figures.Number(row.Value), $"{row.Change}"];
}
