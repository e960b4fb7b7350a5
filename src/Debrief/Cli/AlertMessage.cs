using Debrief.Alerts;
using Debrief.Deliveries;
using Debrief.Privacy;
using Debrief.Reports;

namespace Debrief.Cli;

/// <summary>What is told of an alert: once when it begins, once when it is over, and once when it goes on at the end of a snooze.</summary>
static class AlertMessage
{
    public static Message Of(Alert alert) => alert switch
    {
        { EndedAt: not null } => Told($"alert-{alert.Id}-over", "over", $"Debrief: {alert.Called()} is over", alert.EndedBecause!, ["debrief alerts --all"]),
        { SnoozedUntil: { } until, AcknowledgedAt: null } => Told($"alert-{alert.Id}-after-{until.UtcDateTime:yyyyMMddHHmmss}", "alert", $"Debrief: {alert.Called()} goes on", alert.Summary, ToDo(alert)),
        _ => Told($"alert-{alert.Id}", "alert", $"Debrief: {alert.Called()}", alert.Summary, ToDo(alert)),
    };

    static IReadOnlyList<string> ToDo(Alert alert) => [.. alert.LookAt.Commands, $"debrief alerts acknowledge {alert.Id}"];

    static Message Told(string subject, string kind, string title, string text, IReadOnlyList<string> commands)
    {
        var (masked, heading) = (Secrets.Mask(text), Secrets.Mask(title));
        return new()
        {
            Subject = subject,
            Kind = kind,
            Title = heading,
            Chat = string.Join('\n', [$"**{DiscordText.Escape(heading)}**", DiscordText.Escape(masked), .. commands.Select(command => DiscordText.Escape(command))]),
            Plain = string.Join('\n', [masked, "", .. commands, ""]),
        };
    }
}
