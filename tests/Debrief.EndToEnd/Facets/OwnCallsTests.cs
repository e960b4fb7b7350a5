using Debrief.EndToEnd.Support;

namespace Debrief.EndToEnd.Facets;

/// <summary>What the real Claude Code, asked by Debrief, leaves for others to find.</summary>
public sealed class OwnCallsTests
{
    /// <summary>A Claude Code that keeps its sessions whatever it is told, of calls that have lost their mark, begun within an editor's.</summary>
    [Fact]
    public async Task Kept_without_its_mark_a_call_is_no_session_and_that_of_another_program_is_one()
    {
        await using var machine = await ModelMachine.StartAsync();
        machine.Debrief.Environment["CLAUDE_CODE_ENTRYPOINT"] = "claude-vscode";
        machine.Configure($"claude: {machine.Script($"""
            for each do shift; [ "$each" = --no-session-persistence ] || set -- "$@" "$each"; done
            sed -u 's/-INTERNAL-TASK/-CALL/g' | '{ModelMachine.ClaudeCode}' "$@"
            """)}");
        var before = await machine.CountAsync("select count(*) from claude_sessions");

        var (run, result) = await machine.ExtractAsync("--limit", "3", "--concurrency", "1");
        await AskFromAsync(Directory.CreateDirectory(Path.Combine(machine.Debrief.Folder, "other")).FullName, machine);
        (await machine.Debrief.RunAsync("sync")).Succeeded();

        run.Succeeded();
        Assert.Equal(3, result.GetProperty("extracted").GetInt32());
        var kept = Kept(machine, "*debrief-own-call-*");
        Assert.NotEmpty(kept);
        Assert.All(kept, transcript => Assert.Contains("\"entrypoint\":\"sdk-cli\"", transcript));
        Assert.Contains(kept, transcript => transcript.Contains("[DEBRIEF-CALL] [extract-facets]", StringComparison.Ordinal));
        Assert.DoesNotContain(kept, transcript => transcript.Contains("INTERNAL-TASK", StringComparison.Ordinal));
        Assert.Equal(before + 1, await machine.CountAsync("select count(*) from claude_sessions"));
        Assert.Equal(["sdk-cli|What time is it?"], await machine.RowsAsync("select client, title from claude_sessions where project like '%/other'"));
    }

    [Fact]
    public async Task While_it_is_asked_the_list_of_processes_and_its_folder_tell_nobody_of_the_profile()
    {
        const string Business = "Lighthouse Ferries";
        await using var machine = await ModelMachine.StartAsync();
        await File.WriteAllTextAsync(machine.Debrief.Profile, $"businesses:\n  - {{ slug: ferries, name: {Business} }}\n");
        machine.Configure($"claude: {machine.Script($"echo $$ > '{machine.Debrief.Folder}/pid'\nexec '{ModelMachine.ClaudeCode}' \"$@\"\n")}");
        var (told, mode) = ("", UnixFileMode.None);
        machine.Model.Responder = prompt =>
        {
            var process = $"/proc/{File.ReadAllText(Path.Combine(machine.Debrief.Folder, "pid")).Trim()}";
            told = File.ReadAllText($"{process}/cmdline").Replace('\0', ' ');
            mode = File.GetUnixFileMode($"{process}/cwd");
            return MockModel.FacetReply.To(prompt);
        };

        var (run, _) = await machine.ExtractAsync("--limit", "1");

        run.Succeeded();
        Assert.Contains(Business, Assert.Single(machine.Model.Received).System);
        Assert.Contains("--system-prompt-file", told);
        Assert.DoesNotContain(Business, told);
        Assert.DoesNotContain("INTERNAL-TASK", told);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, mode);
    }

    /// <summary>As another program asks Claude Code.</summary>
    static async Task AskFromAsync(string folder, ModelMachine machine)
    {
        machine.Model.Responder = _ => new("Noon.");
        var environment = new Dictionary<string, string>(machine.Debrief.Environment);
        environment.Remove("CLAUDE_CODE_ENTRYPOINT");
        foreach (var quiet in new[] { "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "DISABLE_TELEMETRY", "DISABLE_ERROR_REPORTING", "DISABLE_AUTOUPDATER" })
            environment[quiet] = "1";
        using var other = new RunningProcess("sh", ["-c", $"cd '{folder}' && exec '{ModelMachine.ClaudeCode}' --print --tools '' --model haiku 'What time is it?'"], environment);
        Assert.Equal("Noon.\n", (await other.WaitAsync()).Succeeded().Output);
    }

    static List<string> Kept(ModelMachine machine, string folder) =>
        [.. Directory.EnumerateDirectories(Path.Combine(machine.Debrief.Environment["CLAUDE_CONFIG_DIR"], "projects"), folder)
            .SelectMany(found => Directory.EnumerateFiles(found, "*.jsonl")).Select(File.ReadAllText)];
}
