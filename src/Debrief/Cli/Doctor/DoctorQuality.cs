using System.Data.Common;
using System.Text.Json;
using Dapper;
using Debrief.LanguageModels;
using Debrief.Sessions;

namespace Debrief.Cli;

/// <summary>What of the transcripts couldn't be understood, and what is therefore inexact.</summary>
/// <param name="FirstBadLines">At most 20, by path and offset.</param>
/// <param name="UnknownEntries">Entry types that Debrief doesn't know, with how often.</param>
/// <param name="Snapshots">Messages whose output was only seen while it was streaming: their output tokens may be too few.</param>
/// <param name="Shrunk">Paths of files that became smaller: what was known of them is kept.</param>
sealed record DoctorQuality(
    long LinesRead, long BadLines, IReadOnlyList<DoctorBadLine> FirstBadLines, IReadOnlyDictionary<string, long> UnknownEntries,
    long Messages, long Snapshots, IReadOnlyList<string> Shrunk, IReadOnlyList<DoctorModel> Unpriced)
{
    const int Shown = 20;

    public static async Task<DoctorQuality> ReadAsync(DbConnection db, CancellationToken cancel)
    {
        var lines = await db.ExecuteScalarAsync<long>(Sql("select coalesce(sum(lines), 0) from transcripts"));
        var bad = await db.ExecuteScalarAsync<long>(Sql("select count(*) from bad_lines"));
        var first = await db.QueryAsync<DoctorBadLine>(Sql($"""
            select t.path, b.byte_offset as "offset", b.reason
              from bad_lines b
              join transcripts t on t.id = b.transcript_id
             order by t.path, b.byte_offset
             limit {Shown}
            """));
        var unknown = await db.QueryAsync<string>(Sql("select unknown_entries from claude_sessions where parent_id is null and unknown_entries <> '{}'"));
        var shrunk = await db.QueryAsync<string>(Sql("select path from transcripts where shrunk order by path"));
        var models = (await db.QueryAsync<DoctorModel>(Sql("""
            select model, cast(sum(messages) as bigint) as messages, cast(coalesce(sum(messages) filter (where not output_is_final), 0) as bigint) as snapshots
              from message_usage
             group by model
             order by messages desc, model
            """))).ToList();
        return new(
            lines, bad, [.. first], Sum(unknown), models.Sum(model => model.Messages), models.Sum(model => model.Snapshots), [.. shrunk],
            [.. models.Where(model => Prices.Cost(model.Model, 0, 0, 0, 0, 0, 0) is null)]);

        CommandDefinition Sql(string text) => new(text, cancellationToken: cancel);
    }

    public IEnumerable<DoctorLine> Lines() =>
    [
        BadLines == 0
            ? new(DoctorMark.Ok, "lines", $"all {LinesRead} could be read")
            : new(DoctorMark.Note, "lines", $"{BadLines} of {LinesRead} could not be read{FirstOf(BadLines)}")
            {
                Details = [.. FirstBadLines.Select(line => $"{line.Path}, byte {line.Offset}: {line.Reason}")],
            },
        UnknownEntries.Count == 0
            ? new(DoctorMark.Ok, "entry types", "all are known")
            : new(DoctorMark.Note, "entry types", $"{DoctorWords.Count(UnknownEntries.Count, "type")} not known: {DoctorWords.List(UnknownEntries.Select(type => $"{type.Key} ({type.Value})"), Shown)}"),
        Snapshots == 0
            ? new(DoctorMark.Ok, "output", $"of all {Messages} messages the tokens are final")
            : new(DoctorMark.Note, "output", $"of {Snapshots} of {Messages} messages ({100.0 * Snapshots / Messages:0.#} %) only a count taken while streaming is known: the real one may be higher"),
        Shrunk.Count == 0
            ? new(DoctorMark.Ok, "shrunk files", "none")
            : new(DoctorMark.Note, "shrunk files", $"{DoctorWords.Count(Shrunk.Count, "transcript")} became smaller; what was known is kept{FirstOf(Shrunk.Count)}") { Details = [.. Shrunk.Take(Shown)] },
        Unpriced.Count == 0
            ? new(DoctorMark.Ok, "prices", $"all models have one, of {Prices.AsOf:yyyy-MM-dd}")
            : new(DoctorMark.Note, "prices", $"none for {DoctorWords.List(Unpriced.Select(model => $"{model.Model} ({DoctorWords.Count(model.Messages, "message")})"), Shown)}: "
                + "tokens are counted, their cost isn't"),
    ];

    static string FirstOf(long count) => count > Shown ? $"; the first {Shown}:" : "";

    static Dictionary<string, long> Sum(IEnumerable<string> counts) => counts
        .SelectMany(json => JsonSerializer.Deserialize(json, DoctorJson.Default.DictionaryStringInt64)!)
        .GroupBy(type => type.Key, type => type.Value)
        .OrderByDescending(type => type.Sum()).ThenBy(type => type.Key, StringComparer.Ordinal)
        .ToDictionary(type => type.Key, type => type.Sum());
}

sealed record DoctorBadLine
{
    public required string Path { get; init; }

    /// <summary>Of the line's first byte in the file.</summary>
    public required long Offset { get; init; }
    public required string Reason { get; init; }
}

sealed record DoctorModel
{
    public required string Model { get; init; }
    public required long Messages { get; init; }
    public required long Snapshots { get; init; }
}
