namespace Debrief.Dashboard;

static class Menu
{
    public static readonly IReadOnlyList<(string Name, string Path)> Entries =
    [
        ("Insights", Routes.Home),
        ("Sessions", Links.Sessions),
    ];
}
