using System.Text.Json;
using Debrief.Tests.Support;

namespace Debrief.Tests.Facets;

public sealed class OutdatedFacetsOnSqlite() : OutdatedFacetsTests(new Sqlite());
public sealed class OutdatedFacetsOnPostgres() : OutdatedFacetsTests(new Postgres());

public abstract class OutdatedFacetsTests(TestDatabase on) : IDisposable
{
    public void Dispose() => on.Dispose();

    const string Facets = "select extractor, prompt_version from session_facets";

    Task<DelegatingSession> HomeAsync() => DelegatingSession.SyncedAsync(on);

    /// <summary>As an earlier version of Debrief left them.</summary>
    static async Task AgeAsync(DelegatingSession home) => await home.RowsAsync("update session_facets set prompt_version = 'v0'");

    [Fact]
    public async Task Rules_of_another_version_are_applied_again_by_themselves()
    {
        await using var home = await HomeAsync();
        await home.ExtractAsync("--via", "rules");
        await AgeAsync(home);

        Assert.Equal(1, await home.ExtractAsync("--via", "rules"));

        Assert.Equal($"rules|{Debrief.Facets.RulesExtractor.Version}", await home.RowsAsync(Facets));
        Assert.Equal(0, await home.ExtractAsync("--via", "rules"));
    }

    [Fact]
    public async Task A_model_is_asked_again_by_another_prompt_only_where_somebody_says_so()
    {
        await using var home = await HomeAsync();
        await home.ExtractAsync();
        Assert.Equal(0, Outdated(await home.JsonAsync("extract")));
        await AgeAsync(home);

        Assert.Equal((0, 1), (await home.ExtractAsync(), Outdated(await home.JsonAsync("extract"))));
        Assert.Equal(1, Outdated(await home.JsonAsync("extract", "--dry-run")));
        Assert.Single(home.Model.Received);
        Assert.Contains("Of 1 session a model's facets rest on an earlier prompt or another profile: `debrief extract --outdated`", OneLine((await home.DebriefAsync("extract")).Output));
        Assert.Contains("of 1 session a model's facets rest on an earlier prompt or another profile", OneLine((await home.DebriefAsync("doctor")).Output));

        Assert.Equal(1, (await home.JsonAsync("extract", "--outdated", "--dry-run")).GetProperty("sessions").GetArrayLength());
        Assert.Equal(1, await home.ExtractAsync("--outdated"));
        Assert.Equal("model|v1", await home.RowsAsync(Facets));
        Assert.Equal(0, Outdated(await home.JsonAsync("extract", "--outdated")));
        Assert.DoesNotContain("outdated", (await home.DebriefAsync("doctor")).Output);
    }

    [Fact]
    public async Task One_session_s_are_made_again_by_name()
    {
        await using var home = await HomeAsync();
        await home.ExtractAsync();
        await AgeAsync(home);

        Assert.Contains("has its facets already", (await home.DebriefAsync("extract", "5e55")).Error);
        Assert.Equal(1, await home.ExtractAsync("5e55", "--outdated"));
        Assert.Contains("has its facets already", (await home.DebriefAsync("extract", "5e55", "--outdated")).Error);
    }

    [Fact]
    public async Task Another_prompt_of_one_s_own_makes_them_outdated_and_a_broken_one_is_named()
    {
        await using var home = await HomeAsync();
        await home.ExtractAsync();
        home.Write("extract-facets.md", "Judge.\n---session---\n{{transcript}}\n");

        Assert.Equal(1, Outdated(await home.JsonAsync("extract")));

        home.Write("extract-facets.md", "Judge.");
        var doctor = await home.DebriefAsync("doctor", "--json");
        Assert.Equal(1, doctor.ExitCode);
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(doctor.Output).RootElement.GetProperty("database").GetProperty("counts").GetProperty("outdated").ValueKind);
        Assert.Contains("it lacks a line ---session---", OneLine((await home.DebriefAsync("doctor")).Output));
    }

    [Fact]
    public async Task Rules_leave_a_model_s_facets_alone_even_where_they_are_forced()
    {
        await using var home = await HomeAsync();
        await home.ExtractAsync();

        Assert.Equal(0, await home.ExtractAsync("--via", "rules", "--force"));
        Assert.Equal("Session 5e551011-0000-4000-8000-000000000001 has its facets by a model, which rules don't replace.", Said((await home.DebriefAsync("extract", "5e55", "--via", "rules", "--force")).Error));
        Assert.StartsWith("Rules renew their own facets by themselves", Said((await home.DebriefAsync("extract", "--via", "rules", "--outdated")).Error));
        Assert.Equal("model|v1", await home.RowsAsync(Facets));
    }

    static int Outdated(JsonElement told) => told.GetProperty("outdated").GetInt32();

    static string OneLine(string output) => string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Said(string error) => OneLine(error)["debrief: ".Length..];
}
