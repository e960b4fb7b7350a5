using Debrief.Privacy;

namespace Debrief.Sessions;

sealed partial class TranscriptFacts
{
    /// <summary>Masks the secrets in every text of the facts: they are kept, and the session's row is made of them.</summary>
    public void MaskSecrets()
    {
        (Project, GitBranch, Client, Version) = (Masked(Project), Masked(GitBranch), Masked(Client), Masked(Version));
        (CustomTitle, AiTitle, Summary, FirstPrompt) = (Masked(CustomTitle), Masked(AiTitle), Masked(Summary), Masked(FirstPrompt));
        (Files, PullRequests) = (Masked(Files), Masked(PullRequests));
        (Tools, Skills, Commands, UnknownEntries) = (Masked(Tools), Masked(Skills), Masked(Commands), Masked(UnknownEntries));
        foreach (var (leaf, title) in Summaries)
            Summaries[leaf] = Secrets.Mask(title);
        foreach (var (id, call) in Pending)
            Pending[id] = call with { Tool = Secrets.Mask(call.Tool), Path = Masked(call.Path) };
        Failing = Failing.GroupBy(failing => Secrets.Mask(failing.Key)).ToDictionary(group => group.Key, group => group.Last().Value);
    }

    static string? Masked(string? text) => text is null ? null : Secrets.Mask(text);

    static SortedSet<string> Masked(SortedSet<string> texts) => new(texts.Select(Secrets.Mask), StringComparer.Ordinal);

    static Dictionary<string, int> Masked(Dictionary<string, int> counts) =>
        counts.GroupBy(count => Secrets.Mask(count.Key)).ToDictionary(group => group.Key, group => group.Sum(count => count.Value));
}
