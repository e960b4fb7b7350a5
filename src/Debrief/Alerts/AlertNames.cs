namespace Debrief.Alerts;

static class AlertNames
{
    /// <summary>What it is, in a few words. A job's, a person's or a version's name in it is foreign text.</summary>
    public static string Called(this Alert alert) => alert.Kind switch
    {
        "friction" => "friction spike",
        "cost" => $"cost spike of {alert.About}",
        "job-failures" => $"{alert.About} fails",
        "drift" => "drift from priorities",
        "follow-up" => $"{alert.About} waits",
        _ => $"unknown entries of Claude Code {alert.About}",
    };
}
