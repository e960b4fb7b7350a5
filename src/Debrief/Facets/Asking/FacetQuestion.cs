using Debrief.LanguageModels;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Facets.Asking;

/// <summary>What a model is asked about one session, ready to be sent or shown.</summary>
/// <param name="Shown">The whole session as it may be shown.</param>
/// <param name="Skills">All that exist for it.</param>
sealed record FacetQuestion(ModelPrompt Prompt, Digest Digest, IReadOnlyList<Passage> Shown, IReadOnlyList<Skill> Skills, SessionFacet Observed)
{
    /// <summary>Without the answer.</summary>
    public Size Length => new(Prompt.System.Length + Prompt.User.Length);

    /// <param name="skillsOf">Of a project; of none, those that are there in all of them.</param>
    /// <param name="mask">Takes the secrets out of a text.</param>
    public static FacetQuestion About(Session session, IReadOnlyList<Passage> passages, FacetPrompt prompt, UserProfile profile, Func<string?, IReadOnlyList<Skill>> skillsOf, Func<string, string> mask)
    {
        var shown = Asking.Shown.Of(passages, mask);
        var observed = ObservedFacets.Of(session, shown, profile);
        var digest = Asking.Digest.Of(shown, prompt.DigestTokens);
        var (everywhere, skills) = (skillsOf(null), skillsOf(session.Project));
        var ofProject = skills.ExceptBy(everywhere.Select(skill => skill.Name), skill => skill.Name, StringComparer.OrdinalIgnoreCase).ToList();
        var facts = mask(SessionFacts.Of(session, observed, ofProject));
        return new(prompt.For(session.Id, digest.Text, facts, profile, everywhere, FacetPrompt.NewNonce()), digest, shown, skills, observed);
    }

    public sealed record Size(int Characters)
    {
        /// <summary>A fair guess for English, which no tokenizer was asked about.</summary>
        public int Tokens => (Characters + Asking.Digest.CharactersPerToken - 1) / Asking.Digest.CharactersPerToken;
    }
}
