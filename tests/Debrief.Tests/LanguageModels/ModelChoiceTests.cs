using Debrief.Cli;
using Debrief.Configuration;
using Debrief.LanguageModels;

namespace Debrief.Tests.LanguageModels;

public sealed class ModelChoiceTests : IDisposable
{
    readonly DirectoryInfo _path = Directory.CreateTempSubdirectory("debrief-");
    readonly Dictionary<string, string> _environment = [];

    public ModelChoiceTests() => _environment["PATH"] = string.Join(Path.PathSeparator, "/nowhere", _path.FullName);

    string Claude => Path.Combine(_path.FullName, OperatingSystem.IsWindows() ? "claude.exe" : "claude");

    [Fact]
    public void Nothing_said_and_nothing_there_is_rules() => Assert.Same(ModelChoice.ByRules, Of(new(null, null)));

    [Fact]
    public void With_a_key_and_no_Claude_Code_it_is_Anthropic_s_service()
    {
        _environment["ANTHROPIC_API_KEY"] = "k-1";
        _environment["ANTHROPIC_BASE_URL"] = "http://127.0.0.1:1";

        Assert.Equal(new(ModelChoice.Anthropic, "claude-haiku-4-5", "http://127.0.0.1:1", "k-1"), Of(new(null, null)));
    }

    [Fact]
    public void Claude_Code_on_the_path_goes_before_a_key()
    {
        File.WriteAllText(Claude, "");
        _environment["ANTHROPIC_API_KEY"] = "k-1";

        Assert.Equal(new(ModelChoice.Claude, "haiku", Executable: Claude), Of(new(null, null)));
    }

    [Fact]
    public void A_folder_of_the_path_that_depends_on_where_one_stands_is_not_searched()
    {
        File.WriteAllText(Claude, "");
        _environment["PATH"] = Path.GetRelativePath(Directory.GetCurrentDirectory(), _path.FullName);

        Assert.True(Of(new(null, null)).IsRules);
    }

    [Fact]
    public void Claude_Code_named_in_the_configuration_needs_no_path() =>
        Assert.Equal(new(ModelChoice.Claude, "haiku", Executable: "/opt/claude"), Of(new(null, null, Executable: "/opt/claude")));

    [Fact]
    public void What_is_asked_for_goes_before_what_is_found()
    {
        File.WriteAllText(Claude, "");
        _environment["ANTHROPIC_API_KEY"] = "k-1";

        Assert.Equal(new(ModelChoice.Anthropic, "claude-sonnet-5", Key: "k-1"), Of(new(ModelChoice.Anthropic, "claude-sonnet-5")));
        Assert.Same(ModelChoice.ByRules, Of(new(ModelChoice.Rules, "opus")));
        Assert.Equal(TimeSpan.FromSeconds(4), Of(new(null, null, Timeout: TimeSpan.FromSeconds(4))).Timeout);
    }

    [Theory]
    [InlineData("ANTHROPIC_AUTH_TOKEN", null)]
    [InlineData("MY_KEY", "MY_KEY")]
    public void A_key_may_have_another_name_and_an_empty_one_is_none(string variable, string? named)
    {
        _environment["ANTHROPIC_API_KEY"] = " ";
        _environment[variable] = "k-2";

        Assert.Equal("k-2", Of(new(ModelChoice.Anthropic, null, KeyVariable: named)).Key);
    }

    [Theory]
    [InlineData("anthropic", null, null, null, "set ANTHROPIC_API_KEY")]
    [InlineData("anthropic", null, null, "MY_KEY", "set MY_KEY")]
    [InlineData("openai", null, "http://127.0.0.1:1/v1", null, "--model")]
    [InlineData("openai", "qwen3", null, null, "base_url")]
    [InlineData("bridge", null, null, null, "base_url")]
    [InlineData("bridge", null, "http://127.0.0.1:1", null, "set DEBRIEF_BRIDGE_SECRET")]
    [InlineData("bridge", null, "http://127.0.0.1:1", "MY_KEY", "set MY_KEY")]
    public void What_lacks_something_says_what(string via, string? model, string? baseUrl, string? variable, string missing) =>
        Assert.Contains(missing, Assert.Throws<UserError>(() => Of(new(via, model, baseUrl, variable))).Message);

    [Fact]
    public void A_server_of_one_s_own_needs_no_key_and_the_bridge_its_secret()
    {
        _environment["DEBRIEF_BRIDGE_SECRET"] = "s-1";
        _environment["ANTHROPIC_API_KEY"] = "k-1";

        Assert.Null(Of(new(ModelChoice.OpenAi, "qwen3", "http://127.0.0.1:1/v1")).Key);
        Assert.Equal(("haiku", "s-1"), (Of(new(ModelChoice.Bridge, null, "http://127.0.0.1:1")).Model, Of(new(ModelChoice.Bridge, null, "http://127.0.0.1:1")).Key));
    }

    [Fact]
    public void The_command_line_goes_before_the_configuration()
    {
        var settings = new Settings { Reports = "/reports", Database = "/debrief.db", Model = new() { Via = "openai", Name = "qwen3", BaseUrl = "http://127.0.0.1:1/v1", TimeoutSeconds = 5 } };

        Assert.Equal(("openai", "qwen3", 5), Told(ExtractCommand.Chosen(via: null, model: null, settings)));
        Assert.Equal(("openai", "llama4", 5), Told(ExtractCommand.Chosen(via: null, "llama4", settings)));
        Assert.Equal(("openai", "qwen3", 5), Told(ExtractCommand.Chosen("openai", model: null, settings)));
        // Another way doesn't know the configured one's model.
        Assert.Equal(("claude", "haiku", 5), Told(ExtractCommand.Chosen("claude", model: null, settings)));
        Assert.Equal(("rules", "none", 5), Told(ExtractCommand.Chosen("rules", model: null, settings)));

        static (string, string, double) Told(ModelChoice choice) => (choice.Via, choice.Model, choice.Timeout.TotalSeconds);
    }

    public void Dispose() => _path.Delete(recursive: true);

    ModelChoice Of(WantedModel wanted) => ModelChoice.Of(wanted, name => _environment.GetValueOrDefault(name));
}
