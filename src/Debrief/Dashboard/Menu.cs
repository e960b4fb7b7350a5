namespace Debrief.Dashboard;

static class Menu
{
    public static readonly IReadOnlyList<(string Name, string Path)> Entries =
    [
        ("Insights", Routes.Home),
        ("Sessions", Links.Sessions),
        ("People", Links.People),
        ("Skills", Links.Skills),
        ("Friction", Links.Friction),
        ("Recommendations", Links.Recommendations),
        ("Alerts", Links.Alerts),
        ("Reports", Links.Reports),
        ("Cost", Links.Cost),
        ("Jobs", Links.Jobs),
        ("Profile", Links.Profile),
    ];
}
