using System.Text.Json;
using Debrief.Facets.Rules;
using Debrief.Profile;

namespace Debrief.Facets.Asking;

/// <summary>People whom a model names, as far as the cited words name them too, called as the profile calls them.</summary>
/// <param name="clean">Makes a name fit to be kept.</param>
sealed class NamedPeople(UserProfile profile, Citations citations, Func<string, string> clean)
{
    const string NotNamed = "person_not_named";

    public List<Evidence> Mentioned(IEnumerable<AnsweredPerson> people)
    {
        var found = new List<Evidence>();
        foreach (var person in people)
        {
            var name = Called(person.Name);
            if (IsOneself(name))
                citations.Count("person_is_owner_or_assistant");
            else if (citations.Find(person, "people", name) is not { } evidence)
                continue;
            else if (IsNamed(person.Name, evidence.Quote))
                found.Add(evidence);
            else
                citations.Drop(NotNamed);
        }

        return [.. found.DistinctBy(evidence => (evidence.Value, evidence.Line))];
    }

    /// <summary>Only towards people who were found to be named.</summary>
    public List<(RelationshipAction Action, Evidence Evidence)> Actions(IEnumerable<AnsweredAction> actions, List<Evidence> people)
    {
        var found = new List<(RelationshipAction Action, Evidence)>();
        foreach (var action in actions)
        {
            var person = Called(action.Person);
            var name = JsonNamingPolicy.SnakeCaseLower.ConvertName(action.Action.ToString());
            if (!people.Exists(named => named.Value == person))
                citations.Drop(NotNamed);
            else if (citations.Find(action, "relationship", name) is { } evidence)
                found.Add((new(person, name), evidence));
        }

        return [.. found.DistinctBy(action => action.Action)];
    }

    string Called(string name) => Known(name)?.Name ?? clean(name);

    Person? Known(string name) => profile.People.FirstOrDefault(person => NamesOf(person).Contains(name.Trim().TrimStart('@'), StringComparer.OrdinalIgnoreCase));

    bool IsOneself(string name) =>
        Known(name) is null && (name is "Claude" or "Claude Code" || name.Equals(profile.Assistant, StringComparison.OrdinalIgnoreCase) || name.Equals(profile.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The name stands there as whole words; of those whom the profile knows, any of their names or a part of one.</summary>
    bool IsNamed(string name, string quote)
    {
        var names = Known(name) is { } known ? NamesOf(known).Concat(NamesOf(known).SelectMany(one => one.Split(' ').Where(part => part.Length > 2))) : [name.Trim()];
        var said = names.Where(one => one.Length > 1).ToList();
        return said.Count > 0 && new Phrases(said).AreIn(quote);
    }

    static IEnumerable<string> NamesOf(Person person) => person.Aliases.Prepend(person.Name);
}
