using Debrief.Insights;
using Debrief.Profile;

namespace Debrief.Tests.Reports;

/// <summary>A full week in which everything that somebody else wrote is one payload.</summary>
static class Hostile
{
    public static TheoryData<string> Payloads =>
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "\"><svg onload=alert(1)>",
        "</style><script>alert(1)</script>",
        "' onmouseover='alert(1)",
        "[a](javascript:alert(1)) ![b](https://evil.example/x.png) <https://evil.example>",
        "https://evil.example/?q=1 www.evil.example mailto:a@evil.example discord.gg/evil",
        "@everyone @here <@123> <@!123> <@&9> <#5> <:x:1> </run:1>",
        "`a` ``b`` | c | **d** __e__ ~~f~~ ||g|| $h$ #12",
        "# heading", "- item", "1. item", "> quote", "---", "=====", "-# small", "+ plus", "2) two",
        "one\ntwo\r\n\n# three\n| a | b |\n|---|---|",
        "\u202Egnp.exe\u2066 \u200B\u0000\u001b[31mred\u0007",
        "\\`\\*\\[\\<&lt;script&gt;&#64;everyone",
        "lone \ud83d surrogate \udc00",
        "",
        "   \n\t ",
    ];

    public static PeriodInsights Week(string payload)
    {
        var week = Invented.Rich();
        return week with { Now = Filled(week.Now, payload), Before = Filled(week.Before, payload) };
    }

    public static UserProfile Profile(string payload) => Invented.Alex with
    {
        Assistant = payload,
        Name = payload,
        Priorities = [new("unserved", payload, payload, [])],
    };

    static Metrics Filled(Metrics metrics, string payload) => metrics with
    {
        Coverage = metrics.Coverage with { ByExtractor = [new(payload, 1)] },
        AttentionMap = [.. metrics.AttentionMap.Select(a => a with { Name = payload, Projects = [new(payload, 1, a.Active, 1)], ActiveByAlignment = new Dictionary<string, TimeSpan>(a.ActiveByAlignment) { [payload] = a.Active } })],
        PriorityAlignment = metrics.PriorityAlignment with { Matched = [new(payload, payload, 3)] },
        TopFriction = metrics.TopFriction with
        {
            ByKind = [new(payload, 3)],
            Incidents = [new(payload, payload, payload, payload, payload, payload, payload, null) { Sessions = [new("x", payload), new("y", payload)], Times = 2 }, new(payload, null, "loop_detected", null, null, payload, "tool", null) { Tool = payload, Calls = 4 }, new(payload, null, payload, null, null, payload, "tool", null)],
        },
        SkillsGap = metrics.SkillsGap with { Missed = [new(payload, 2)], Used = [new(payload, 3)] },
        RelationshipPulse = metrics.RelationshipPulse with { People = [new(payload, 2, [1, 2], null, payload)] },
        Outcomes = [new(payload, 4)],
        Satisfaction = [new(payload, 4)],
        SystemHealth = metrics.SystemHealth with { FailuresByClass = [new(payload, 4)] },
        Recommendations = [new(payload, payload)],
    };
}
