using System.Text.Json;
using System.Text.Json.Serialization;

namespace Debrief.Facets.Asking;

/// <summary>
/// What a model is asked for: the judged facets only. It counts nothing: where a number is wanted it names each instance with the words it rests on, and
/// code counts those that stand in the transcript. The schema that models get is made from this record.
/// </summary>
sealed record FacetAnswer
{
    public required string? UnderlyingGoal { get; init; }
    public required IReadOnlyList<AnsweredCategory> GoalCategories { get; init; }
    public required AnsweredOutcome Outcome { get; init; }
    public required IReadOnlyList<AnsweredSatisfaction> Satisfaction { get; init; }
    public required Helpfulness? ClaudeHelpfulness { get; init; }
    public required SessionType? SessionType { get; init; }
    public required IReadOnlyList<AnsweredFriction> Friction { get; init; }
    public required string? FrictionDetail { get; init; }
    public required string? PrimarySuccess { get; init; }
    public required string? BriefSummary { get; init; }
    public required IReadOnlyList<string> Businesses { get; init; }
    public required Alignment? PriorityAlignment { get; init; }
    public required string? PriorityMatched { get; init; }
    public required WorkflowType? WorkflowType { get; init; }
    public required AnsweredCompletion? Completion { get; init; }
    public required IReadOnlyList<string> SkillsMissed { get; init; }
    public required IReadOnlyList<Cited> CourseCorrections { get; init; }
    public required string? PivotTrigger { get; init; }
    public required IReadOnlyList<AnsweredPerson> People { get; init; }
    public required IReadOnlyList<AnsweredAction> RelationshipActions { get; init; }
    public required Outreach? OutreachType { get; init; }
    public required AnsweredMinutes? TimeSaved { get; init; }
    public required int DecisionsMade { get; init; }
    public required double Confidence { get; init; }
}

/// <summary>Words of the transcript that a claim rests on.</summary>
record Cited
{
    public required int Line { get; init; }
    public required string Quote { get; init; }
}

sealed record AnsweredCategory
{
    public required GoalCategory Category { get; init; }
    public required int Count { get; init; }
}

sealed record AnsweredOutcome : Cited
{
    public required Outcome Value { get; init; }
}

sealed record AnsweredSatisfaction : Cited
{
    public required SatisfactionLevel Value { get; init; }
}

sealed record AnsweredFriction : Cited
{
    public required FrictionKind Kind { get; init; }
    public required Responsible Who { get; init; }
}

sealed record AnsweredPerson : Cited
{
    public required string Name { get; init; }
}

sealed record AnsweredAction : Cited
{
    public required string Person { get; init; }
    public required TowardsPerson Action { get; init; }
}

sealed record AnsweredCompletion
{
    public required int Started { get; init; }
    public required int Completed { get; init; }
    public required int Abandoned { get; init; }
}

sealed record AnsweredMinutes
{
    public required int Low { get; init; }
    public required int High { get; init; }
}

[JsonConverter(typeof(SnakeCase<GoalCategory>))]
enum GoalCategory
{
    DebugFix, ImplementFeature, Refactor, WriteTests, ReviewCode, UnderstandCode, GitOps, ConfigureSystem, Research,
    WriteContent, PlanDesign, DeployRelease, DataAnalysis, Communicate, FileOrganise, StatusCheck, Other,
}

[JsonConverter(typeof(SnakeCase<Outcome>))]
enum Outcome { FullyAchieved, MostlyAchieved, PartiallyAchieved, NotAchieved, UnclearFromTranscript }

[JsonConverter(typeof(SnakeCase<SatisfactionLevel>))]
enum SatisfactionLevel { Satisfied, LikelySatisfied, Dissatisfied, Frustrated }

[JsonConverter(typeof(SnakeCase<Helpfulness>))]
enum Helpfulness { Essential, VeryHelpful, ModeratelyHelpful, SlightlyHelpful, Unhelpful }

[JsonConverter(typeof(SnakeCase<SessionType>))]
enum SessionType { SingleTask, MultiTask, IterativeRefinement, Exploration }

[JsonConverter(typeof(SnakeCase<FrictionKind>))]
enum FrictionKind { WrongApproach, Misunderstanding, ToolLimitation, BuggyCode, NoResults, LoopDetected }

[JsonConverter(typeof(SnakeCase<Responsible>))]
enum Responsible { User, Assistant, Environment }

[JsonConverter(typeof(SnakeCase<Alignment>))]
enum Alignment { Aligned, Supportive, Neutral, Drift }

[JsonConverter(typeof(KebabCase<WorkflowType>))]
enum WorkflowType
{
    Email, Research, Filing, MeetingPrep, Agreement, EventPlanning, RelationshipMaintenance, SkillBuilding, Debugging,
    ContentCreation, Admin, Coding, Review, Planning, Other,
}

[JsonConverter(typeof(SnakeCase<TowardsPerson>))]
enum TowardsPerson { RepliedTo, DraftedMessage, ReviewedPrOf, ScheduledWith, Introduced, Thanked, FollowedUp, Other }

[JsonConverter(typeof(SnakeCase<Outreach>))]
enum Outreach { Proactive, Reactive, Automated, None }

sealed class SnakeCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

sealed class KebabCase<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false)
    where T : struct, Enum;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    NumberHandling = JsonNumberHandling.Strict, RespectNullableAnnotations = true, AllowDuplicateProperties = false, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(FacetAnswer))]
sealed partial class AnswerJson : JsonSerializerContext;
