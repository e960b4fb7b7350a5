namespace Debrief.Storage;

/// <summary>What is not the same SQL in every database.</summary>
static class Dialect
{
    /// <summary>A primary key that numbers itself.</summary>
    public const string Identity = "integer primary key";
}
