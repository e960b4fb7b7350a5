using System.Runtime.InteropServices;
using Debrief.Configuration;

namespace Debrief.Tests.Configuration;

public sealed class FoldersTests
{
    [Fact]
    public void On_linux_everything_lies_in_the_xdg_folders_of_the_home_folder()
    {
        var folders = Find(OSPlatform.Linux, ("HOME", "/home/alex"));

        Assert.Equal("/home/alex/.config/debrief/config.yaml", folders.ConfigFile);
        Assert.Equal("/home/alex/.config/debrief/profile.yaml", folders.ProfileFile);
        Assert.Equal("/home/alex/.local/share/debrief/debrief.db", folders.Database);
        Assert.Equal("/home/alex/.local/share/debrief/archive", folders.Archive);
        Assert.Equal("/home/alex/.local/share/debrief/reports", folders.Reports);
    }

    [Fact]
    public void Xdg_variables_move_them_but_not_when_they_are_relative()
    {
        var folders = Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("XDG_CONFIG_HOME", "/etc/alex"), ("XDG_DATA_HOME", "data"));

        Assert.Equal("/etc/alex/debrief", folders.Config);
        Assert.Equal("/home/alex/.local/share/debrief", folders.Data);
    }

    [Fact]
    public void On_macos_everything_lies_in_application_support()
    {
        var folders = Find(OSPlatform.OSX, ("HOME", "/Users/alex"), ("XDG_DATA_HOME", "/elsewhere"));

        Assert.Equal("/Users/alex/Library/Application Support/debrief", folders.Config);
        Assert.Equal("/Users/alex/Library/Application Support/debrief", folders.Data);
    }

    [Fact]
    public void On_windows_the_configuration_roams_and_the_data_stays()
    {
        var folders = Find(OSPlatform.Windows, ("APPDATA", @"C:\Users\alex\AppData\Roaming"), ("LOCALAPPDATA", @"C:\Users\alex\AppData\Local"), ("USERPROFILE", @"C:\Users\alex"));

        Assert.Equal(Path.Combine(@"C:\Users\alex\AppData\Roaming", "debrief"), folders.Config);
        Assert.Equal(Path.Combine(@"C:\Users\alex\AppData\Local", "debrief"), folders.Data);
        Assert.Equal(@"C:\Users\alex", folders.UserHome);
    }

    [Fact]
    public void A_database_that_the_environment_names_is_a_server_or_a_path_from_here()
    {
        Assert.Null(Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("DEBRIEF_DATABASE", "")).DatabaseGiven);
        Assert.Equal("Host=db", Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("DEBRIEF_DATABASE", "Host=db")).DatabaseGiven);
        Assert.Equal("/home/alex/x.db", Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("DEBRIEF_DATABASE", "~/x.db")).DatabaseGiven);
        Assert.Equal(Path.GetFullPath("x.db"), Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("DEBRIEF_DATABASE", "x.db")).DatabaseGiven);
    }

    [Theory]
    [InlineData("linux"), InlineData("osx"), InlineData("windows")]
    public void A_home_of_its_own_holds_everything_on_every_system(string system)
    {
        using var home = new TempFolder();

        var folders = Folders.Find(home.Path, name => name == "DEBRIEF_HOME" ? "/not/this" : null, OSPlatform.Create(system));

        Assert.Equal(home["config.yaml"], folders.ConfigFile);
        Assert.Equal(home["profile.yaml"], folders.ProfileFile);
        Assert.Equal(home["debrief.db"], folders.Database);
        Assert.Equal(home["archive"], folders.Archive);
        Assert.Equal(home["reports"], folders.Reports);
    }

    [Fact]
    public void The_environment_may_say_that_home_and_tilde_is_understood()
    {
        var folders = Find(OSPlatform.Linux, ("HOME", "/home/alex"), ("DEBRIEF_HOME", "~/trial"));

        Assert.Equal("/home/alex/trial/debrief.db", folders.Database);
    }

    [Theory]
    [InlineData("LINUX", "HOME"), InlineData("OSX", "HOME"), InlineData("WINDOWS", "APPDATA")]
    public void An_environment_that_says_nothing_is_the_users_to_mend(string system, string variable)
    {
        var error = Assert.Throws<UserError>(() => Find(OSPlatform.Create(system), ("HOME", " ")));

        Assert.Contains(variable, error.Message);
        Assert.Contains("--home", error.Message);
    }

    static Folders Find(OSPlatform system, params (string Name, string Value)[] environment) =>
        Folders.Find(null, name => environment.FirstOrDefault(variable => variable.Name == name).Value, system);
}
