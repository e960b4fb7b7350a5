using System.Buffers;
using System.Text;
using Debrief.Transcripts;

namespace Debrief.Facets.Rules;

/// <summary>The first thing asked for, as one sentence.</summary>
static class Goal
{
    const int MaxLength = 200;
    const int FewestLetters = 4;

    static readonly SearchValues<char> _ends = SearchValues.Create(".!?。！？");

    static readonly Phrases _greetings = new("hi", "hello", "hey", "good morning", "hi claude", "hello claude", "hey claude", "test", "hallo", "salut", "hola", "привет", "你好");

    public static string? Of(IReadOnlyList<Turn> turns) => turns
        .Where(turn => !turn.IsAnswer)
        .Select(turn => Sentence(turn.Words) ?? Sentence(turn.Prompt.Text[..Math.Min(turn.Prompt.Text.Length, 2_000)]))
        .FirstOrDefault(sentence => sentence is not null && !IsGreeting(sentence));

    /// <summary>What a sub-agent is to do.</summary>
    public static string? OfTask(IReadOnlyList<Passage> passages) =>
        passages.Where(passage => passage.IsTask).Select(task => Sentence(OwnWords.Of(task.Text))).FirstOrDefault(sentence => sentence is not null);

    static string? Sentence(string words)
    {
        var text = Clean(WithoutPlanHeading(words));
        if (text.Count(char.IsLetterOrDigit) < FewestLetters)
            return null;

        var end = text.AsSpan().IndexOfAny(_ends);
        while (end >= 0 && end < text.Length - 1 && (text[end + 1] != ' ' || end < 20))
        {
            var next = text.AsSpan(end + 1).IndexOfAny(_ends);
            end = next < 0 ? -1 : end + 1 + next;
        }

        return Quote.Shorten(end < 0 ? text : text[..(end + 1)], MaxLength);
    }

    /// <summary>A plan handed over begins with its own title.</summary>
    static string WithoutPlanHeading(string words)
    {
        const string handOver = "Implement the following plan:";
        var plan = words.AsSpan().TrimStart();
        if (!plan.StartsWith(handOver, StringComparison.Ordinal))
            return words;

        var title = plan[handOver.Length..].TrimStart();
        var end = title.IndexOf('\n');
        return (end < 0 ? title : title[..end]).TrimStart("# ").ToString();
    }

    /// <summary>On one line, without markup and what a database refuses.</summary>
    static string Clean(string words)
    {
        var clean = new StringBuilder(words.Length);
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i] == '<' && words.AsSpan(i, Math.Min(60, words.Length - i)).IndexOf('>') is > 1 and var close && (char.IsAsciiLetter(words[i + 1]) || words[i + 1] == '/'))
                i += close;
            else if (char.IsWhiteSpace(words[i]) || char.IsControl(words[i]))
                Space(clean);
            else if (i + 1 < words.Length && char.IsSurrogatePair(words[i], words[i + 1]))
                clean.Append(words, i++, 2);
            else if (!char.IsSurrogate(words[i]))
                clean.Append(words[i]);
        }

        return clean.ToString().Trim(' ', '#', '*', '-', '"', '\u201C', '\u201D');
    }

    static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    static bool IsGreeting(string sentence) => _greetings.AtStartOf(sentence) is { } hello && sentence.Length - hello.Length < FewestLetters;
}
