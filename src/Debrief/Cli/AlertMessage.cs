using Debrief.Alerts;
using Debrief.Deliveries;
using Debrief.Privacy;
using Debrief.Reports;

namespace Debrief.Cli;

/// <summary>What is told of an alert: once when it begins, and once when it is over.</summary>
static class AlertMessage
{
    public static Message Of(Alert alert) => alert.EndedAt is null
        ? Told($"alert-{alert.Id}", "alert", $"Debrief: {alert.Called()}", alert.Summary, [.. alert.LookAt.Commands, $"debrief alerts acknowledge {alert.Id}"])
        : Told($"alert-{alert.Id}-over", "over", $"Debrief: {alert.Called()} is over", alert.EndedBecause!, [$"debrief alerts --all"]);

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
