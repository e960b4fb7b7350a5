using Debrief.Insights;

namespace Debrief.Reports;

/// <summary>One person as told in a report.</summary>
sealed record PersonRow(string Name, int Mentions, Change? Change, IReadOnlyList<int> Weeks, string Outreach, string LastTouch)
{
    public static IReadOnlyList<PersonRow> Of(ReportText text) => [.. text.Now.RelationshipPulse.People.Take(Rows.MostPeople).Select(now =>
    {
        var before = text.Before.RelationshipPulse.People.FirstOrDefault(b => b.Name == now.Name);
        var change = text.Before.RelationshipPulse.Judged == 0 ? null : Change.Difference(now.Mentions, before?.Mentions ?? 0);
        return new PersonRow(Foreign.Called(now.Name), now.Mentions, change, now.Weeks, OutreachTo(now), Touch(now, text.Period.TimeZone));
    })];

    /// <summary>Of the sessions that mention them: who reached out.</summary>
    public static string OutreachTo(PersonPulse person) => (person.Proactive, person.Reactive) switch
    {
        (0, 0) => "–",
        (var yours, 0) => $"{Figures.Number(yours)} by you",
        (0, var answers) => Figures.Counted(answers, "answer"),
        var (yours, answers) => $"{Figures.Number(yours)} by you, {Figures.Counted(answers, "answer")}",
    };

    public static string Touch(PersonPulse person, TimeZoneInfo zone)
    {
        var parts = new[] { person.LastTouch is { } at ? Days.Day(at, zone) : null, person.LastAction is { } action ? Foreign.Words(action) : null };
        return parts.All(p => p is null) ? Figures.Unknown : string.Join(", ", parts.OfType<string>());
    }
}
