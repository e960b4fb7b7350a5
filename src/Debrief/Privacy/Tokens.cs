using System.Buffers;

namespace Debrief.Privacy;

/// <summary>Finds the secrets that show by their form, also where a terminal broke them into lines.</summary>
static class Tokens
{
    const string PrivateKey = "-----BEGIN";

    static readonly SearchValues<string> s_prefixes = SearchValues.Create([.. TokenRules.All.Select(rule => rule.Prefix), PrivateKey], StringComparison.Ordinal);

    static readonly ILookup<char, TokenRule> s_byFirst = TokenRules.All.ToLookup(rule => rule.Prefix[0]);

    public static List<Secret> Find(string text)
    {
        var found = new List<Secret>();
        var at = 0;
        while (text.AsSpan(at).IndexOfAny(s_prefixes) is >= 0 and var next)
        {
            at += next;
            var secret = text[at] == '-' && text.AsSpan(at).StartsWith(PrivateKey) ? PrivateKeys.At(text, at, out at) : At(text, at);
            if (secret is { } one && (found.Count == 0 || one.Start >= found[^1].End))
            {
                found.Add(one);
                at = Math.Max(at, one.End);
            }
            else
            {
                at++;
            }
        }

        return found;
    }

    static Secret? At(string text, int at)
    {
        foreach (var rule in s_byFirst[text[at]])
        {
            if (!text.AsSpan(at).StartsWith(rule.Prefix))
                continue;

            var start = Start(text, at, rule);
            if ((rule.Anywhere || Boundary.Before(text, start, rule.Letters)) && Wrapped.Read(text, at + rule.Prefix.Length, rule) is { } token && rule.Fits(text[start..(at + rule.Prefix.Length)] + token.Letters))
                return new(start, token.End - start, rule.Kind);
        }

        return null;
    }

    static int Start(string text, int at, TokenRule rule)
    {
        var start = at;
        while (start > 0 && at - start < rule.Back && rule.Letters.Contains(text[start - 1]))
            start--;
        return start;
    }
}
