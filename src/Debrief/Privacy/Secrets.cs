using System.Text;

namespace Debrief.Privacy;

/// <summary>Finds keys, tokens and passwords in any text, and puts marks in their place. Takes time in proportion to the text, whatever stands in it.</summary>
static class Secrets
{
    /// <summary>The text with a mark such as <c>[secret: GitHub token]</c> for each secret; the same text where there is none. Masking what is masked changes nothing.</summary>
    public static string Mask(string text)
    {
        var found = Find(text);
        if (found.Count == 0)
            return text;

        var masked = new StringBuilder(text.Length);
        var at = 0;
        foreach (var secret in found)
        {
            masked.Append(text, at, secret.Start - at).Append("[secret: ").Append(secret.Kind).Append(']');
            at = secret.End;
        }

        return masked.Append(text, at, text.Length - at).ToString();
    }

    /// <summary>In the order of the text; none overlaps another.</summary>
    public static IReadOnlyList<Secret> Find(string text)
    {
        var byForm = Tokens.Find(text);
        var byPlace = Places.Find(text);
        if (byForm.Count == 0 || byPlace.Count == 0)
            return byForm.Count == 0 ? byPlace : byForm;

        return Merge(byForm, byPlace);
    }

    /// <summary>Of secrets that overlap, one that covers both. It is called after its form, which says more than the name before it.</summary>
    static List<Secret> Merge(IReadOnlyList<Secret> byForm, IReadOnlyList<Secret> byPlace)
    {
        var merged = new List<Secret>();
        foreach (var (secret, isForm) in byForm.Select(secret => (secret, true)).Concat(byPlace.Select(secret => (secret, false))).OrderBy(item => item.secret.Start))
        {
            if (merged.Count == 0 || merged[^1].End <= secret.Start)
                merged.Add(secret);
            else
                merged[^1] = new(merged[^1].Start, Math.Max(merged[^1].End, secret.End) - merged[^1].Start, isForm ? secret.Kind : merged[^1].Kind);
        }

        return merged;
    }
}
