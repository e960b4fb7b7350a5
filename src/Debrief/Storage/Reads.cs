namespace Debrief.Storage;

/// <summary>The database for those who only read.</summary>
sealed record Reads(Database Database);
