using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Profile;

namespace Debrief.Insights.Daily;

/// <summary>By what days are reckoned: another profile, time zone or build of Debrief may come to other figures.</summary>
static class Reckoning
{
    static readonly Guid s_build = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId;

    public static string Of(UserProfile profile)
    {
        var told = JsonSerializer.Serialize(new(s_build, profile.TimeZone.Id, profile.Businesses, profile.Priorities, profile.People, profile.Skills, profile.StartedBy),
            ReckoningJson.Default.ReckonedBy);
        return StableHash.Of(told).ToString("x16");
    }
}

sealed record ReckonedBy(Guid Build, string TimeZone, IReadOnlyList<Business> Businesses, IReadOnlyList<Priority> Priorities, IReadOnlyList<Person> People,
    IReadOnlyList<Skill> Skills, IReadOnlyList<InitiatorRule> StartedBy);

[JsonSerializable(typeof(ReckonedBy))]
sealed partial class ReckoningJson : JsonSerializerContext;
