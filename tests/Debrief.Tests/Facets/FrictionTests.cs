using Debrief.Facets;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

public sealed class FrictionTests
{
    [Fact]
    public void What_the_assistant_takes_back_was_a_wrong_approach()
    {
        var incident = Assert.Single(Incidents(Talk.Human("find the cause"), Talk.Assistant("It is the hook."), Talk.Human("no, it happens without the hook"), Talk.Assistant("You're right, I was wrong.")));

        Assert.Equal(("wrong_approach", "assistant", "assistant"), (incident.Value, incident.Speaker, incident.Who));
    }

    [Fact]
    public void An_admission_nobody_asked_for_is_no_incident() =>
        Assert.Empty(Incidents(Talk.Human("find the cause"), Talk.Assistant("I assumed the hook, so I look there.")));

    [Fact]
    public void What_was_meant_otherwise_is_a_misunderstanding_of_the_one_who_caused_it()
    {
        Assert.Equal("assistant", Assert.Single(Incidents(Talk.Human("rename it"), Talk.Assistant("Renamed."), Talk.Human("I meant the file"), Talk.Assistant("Ok."))).Who);
        Assert.Equal("user", Assert.Single(Incidents(Talk.Human("rename it"), Talk.Assistant("Renamed."), Talk.Human("wait, sorry, I didn't specify: the file"), Talk.Assistant("Ok."))).Who);
    }

    [Fact]
    public void Tests_that_break_after_a_change_are_one_incident_until_they_pass()
    {
        var incident = Assert.Single(Incidents(Talk.Human("add a cart"), Talk.Edit("/a/c.go"), Fails(), Talk.Edit("/a/c.go"), Fails(), Talk.Edit("/a/c.go"), Passes()));

        Assert.Equal(("buggy_code", "tool"), (incident.Value, incident.Speaker));
        Assert.Equal(2, Incidents(Talk.Human("add a cart"), Talk.Edit("/a/c.go"), Fails(), Talk.Edit("/a/c.go"), Passes(), Talk.Edit("/a/c.go"), Fails()).Count);
    }

    [Fact]
    public void Tests_that_failed_before_any_change_are_nobodys_fault() => Assert.Empty(Incidents(Talk.Human("why do they fail?"), Fails()));

    [Fact]
    public void A_tool_that_is_denied_is_one_limitation_of_the_environment()
    {
        var denied = Talk.Result("Permission to use Bash has been denied", failure: FailureClass.PermissionDenied);

        var incident = Assert.Single(Incidents(Talk.Human("list"), denied, denied));

        Assert.Equal(("tool_limitation", "environment"), (incident.Value, incident.Who));
    }

    [Theory]
    [InlineData("zsh: command not found: gh"), InlineData("ssh: connect to host example.org port 22: Connection timed out"), InlineData("sudo: a terminal is required to read the password")]
    public void A_command_that_the_machine_does_not_let_run_is_one_limitation(string output)
    {
        var fails = Talk.Run("gh auth status", output, FailureClass.CommandFailed);

        var incident = Assert.Single(Incidents(Talk.Human("log in"), fails, Talk.Run("ls", "bin"), fails));

        Assert.Equal(("tool_limitation", "environment"), (incident.Value, incident.Who));
        Assert.Empty(Incidents(Talk.Human("log in"), Talk.Run("cat notes", output)));
    }

    [Fact]
    public void The_same_call_failing_three_times_is_a_loop_and_two_are_none()
    {
        var fails = Talk.Run("ls /gone", "No such file", FailureClass.CommandFailed);

        Assert.Equal("loop_detected", Assert.Single(Incidents(Talk.Human("list"), fails, fails, fails)).Value);
        Assert.Empty(Incidents(Talk.Human("list"), fails, Talk.Run("ls /", "bin"), fails, fails));
    }

    [Theory]
    [InlineData("bash: shellcheck: command not found", "tool_limitation"), InlineData("error: go.example: 403 Forbidden", "tool_limitation"), InlineData("--- FAIL: dial: connection refused", "buggy_code")]
    public void A_check_that_could_not_begin_is_a_limitation_and_no_bug(string output, string kind)
    {
        var failed = Talk.Run("go test ./...", output, FailureClass.CommandFailed);

        Assert.Equal(kind, Assert.Single(Incidents(Talk.Human("add a cart"), Talk.Edit("/a/c.go"), failed)).Value);
    }

    [Fact]
    public void Three_searches_in_a_row_without_a_hit_found_no_results()
    {
        Passage[] misses = [Talk.Call("Grep", "{}"), Talk.Result("No matches found", tool: "Grep")];

        Assert.Equal("no_results", Assert.Single(Incidents(Talk.Human("find"), misses, misses, misses)).Value);
        Assert.Empty(Incidents(Talk.Human("find"), misses, misses));
    }

    [Fact]
    public void The_worst_incident_is_told_in_a_sentence_and_none_is_null()
    {
        Assert.Equal(
            "The assistant took the user's words otherwise than meant: “I meant the file”",
            Talk.Of(Talk.Human("rename it"), Talk.Assistant("Renamed."), Talk.Human("I meant the file")).Facets().FrictionDetail);
        Assert.Null(Talk.Of(Talk.Human("rename it"), Talk.Assistant("Renamed.")).Facets().FrictionDetail);
    }

    static Passage[] Fails() => Talk.Run("go test ./...", "--- FAIL: TestCart", FailureClass.CommandFailed);

    static Passage[] Passes() => Talk.Run("go test ./...", "ok shop");

    static List<Evidence> Incidents(params object[] said)
    {
        var facet = Talk.Of(said).Facets();
        List<Evidence> incidents = [.. facet.Evidence.Where(evidence => evidence.Facet == "friction")];
        Assert.Equal(incidents.Count, facet.FrictionCounts!.Values.Sum());
        return incidents;
    }
}
