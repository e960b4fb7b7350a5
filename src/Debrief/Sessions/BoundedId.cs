namespace Debrief.Sessions;

/// <summary>An id that a transcript gives. They are 24 to 40 characters long; one that isn't is shortened, and still tells things apart: an index has no room for any length.</summary>
static class BoundedId
{
    const int Longest = 200, Kept = 160;

    public static string Of(string id) => id.Length <= Longest ? id : $"{Beginning.Of(id, Kept)}…{StableHash.Of(id):x16}";
}
