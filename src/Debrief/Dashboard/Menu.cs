namespace Debrief.Dashboard;

static class Menu
{
    public static readonly IReadOnlyList<(string Name, string Path)> Entries =
    [
        ("Insights", Routes.Home),
        ("Sessions", Links.Sessions),
        ("Reports", Links.Reports),
        ("Cost", Links.Cost),
        ("Jobs", Links.Jobs),
        ("Profile", Links.Profile),
    ];
}
