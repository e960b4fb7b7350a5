using System.Text.Json.Serialization;

namespace Debrief.Cli;

/// <summary>What `debrief doctor` found: as data, and as lines to be read.</summary>
/// <param name="Transcripts">Those on the disk; what the database has of them is in <paramref name="Database"/>.</param>
sealed record DoctorReport(DoctorPlaces Places, DoctorDatabase Database, DoctorArchive Archive, DoctorTranscripts Transcripts, DoctorTools Tools)
{
    public int Problems => Count(DoctorMark.Problem);
    public int Notes => Count(DoctorMark.Note);

    public IReadOnlyList<DoctorGroup> Groups { get; } =
    [
        new("Where Debrief keeps things", [.. Places.Lines(), .. Database.Lines(), .. Archive.Lines()]),
        new("Where transcripts are found", [.. Transcripts.Lines()]),
        new("How well they could be read", [.. Database.Quality?.Lines() ?? [new(DoctorMark.Note, "transcripts", "unknown: there is no database to ask")]]),
        new("What it runs on", [.. Tools.Lines()]),
    ];

    int Count(DoctorMark mark) => Groups.Sum(group => group.Lines.Count(line => line.Mark == mark));
}

sealed record DoctorGroup(string Name, IReadOnlyList<DoctorLine> Lines);

/// <param name="Found">May hold foreign text.</param>
/// <param name="ToDo">A command, or a sentence; null where there is nothing to do.</param>
sealed record DoctorLine(DoctorMark Mark, string About, string Found, string? ToDo = null)
{
    /// <summary>A list that belongs to it, one a line. May hold foreign text.</summary>
    public IReadOnlyList<string> Details { get; init; } = [];
}

[JsonConverter(typeof(JsonStringEnumConverter<DoctorMark>))]
enum DoctorMark
{
    [JsonStringEnumMemberName("ok")] Ok,
    [JsonStringEnumMemberName("note")] Note,
    [JsonStringEnumMemberName("problem")] Problem,
}

[JsonSerializable(typeof(DoctorReport))]
[JsonSerializable(typeof(Dictionary<string, long>))]
sealed partial class DoctorJson : JsonSerializerContext;
