using System.Text.Json;
using Debrief.Facets;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Sources;
using Debrief.Storage;
using Debrief.Sync;
using Debrief.Transcripts;

namespace Debrief.Tests.Facets;

/// <summary>The rules against sessions that were labelled by hand.</summary>
public sealed class LabelledSessionsTests(ITestOutputHelper output)
{
    /// <summary>The folders that the labels' businesses work in; the labels' own profile names none.</summary>
    static readonly UserProfile _profile = new()
    {
        Businesses = [new("entire", "Entire", null, ["**/cli", "**/cli/**"]), new("m-claude", "M-Claude", null, ["**/M-Claude/**"])],
        Priorities = [new("ship-entire-cli", "Ship the CLI", null, ["entire"]), new("grow-knowledge-base", "Grow the knowledge base", null, ["m-claude"])],
        People = [new("soph", [], null), new("Stefan Haubold", [], null)],
    };

    /// <summary>A little below what docs/facets.md says: a rule that is changed must not lose what the others gained.</summary>
    static readonly (string Facet, string Measure, double Value)[] _least =
    [
        ("outcome", "exact", 0.42), ("session_type", "exact", 0.47), ("workflow_type", "exact", 0.57), ("session_cut_short", "exact", 0.94), ("goal_categories", "F1", 0.5),
        ("user_satisfaction_counts", "F1", 0.7), ("friction_counts", "F1", 0.45), ("people_mentioned", "F1", 0.99), ("skills_used", "F1", 0.99),
    ];

    [Fact]
    public async Task Rules_agree_with_the_labels_as_far_as_written_down()
    {
        var shared = Shared();
        Assert.SkipWhen(shared is null, "There are no labelled sessions beside the repository.");
        using var folder = new TemporaryFolder();
        await using var database = await Database.OpenAsync(Path.Combine(folder.Path, "test.db"), CancellationToken.None);
        await new Syncer(database).SyncAsync(Roots.FindTranscriptsAsync(Roots.From([Path.Combine(shared, "transcripts/entire-cli"), Path.Combine(shared, "transcripts/m-claude")])), null, CancellationToken.None);
        var sessions = await new FacetStore(database).PendingAsync(DateTimeOffset.MaxValue, since: null, limit: int.MaxValue, force: true, CancellationToken.None);
        var byId = sessions.ToDictionary(session => session.Id);

        var agreement = new Agreement();
        foreach (var file in Directory.EnumerateFiles(Path.Combine(shared, "eval/labels")).Order(StringComparer.Ordinal))
        {
            using var label = JsonDocument.Parse(File.ReadAllText(file));
            var id = label.RootElement.GetProperty("session_id").GetString()!;
            var passages = Conversation.Read(Path.Combine(shared, "transcripts", label.RootElement.GetProperty("transcript").GetString()!));
            var (facet, _) = await new RulesExtractor(_profile).ExtractAsync(byId[id], passages, CancellationToken.None);
            agreement.Add(label.RootElement.Clone(), facet);
        }

        foreach (var row in agreement.Rows)
            output.WriteLine($"| {row.Facet} | {row.Measure} | {row.Value:0.00} | {row.Answered}/{row.Sessions} |");
        Assert.All(_least, least => Assert.InRange(agreement.Rows.Single(row => (row.Facet, row.Measure) == (least.Facet, least.Measure)).Value!.Value, least.Value, 1));
    }

    /// <summary>The folder "shared" beside the repository, or beside a folder around it.</summary>
    static string? Shared()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !Directory.Exists(Path.Combine(folder.FullName, "shared", "eval")))
            folder = folder.Parent;
        return folder is null ? null : Path.Combine(folder.FullName, "shared");
    }

    sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("debrief-").FullName;
        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
