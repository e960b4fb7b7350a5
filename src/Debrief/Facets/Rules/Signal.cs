namespace Debrief.Facets.Rules;

/// <summary>What a message was heard to say, and the words that say it.</summary>
sealed record Signal(string Value, Turn Turn, Hit Words)
{
    public Evidence AsEvidence(string facet, string? who = null) => Turn.Prompt.AsEvidence(facet, Value, Words.At, Words.Length, who);
}
