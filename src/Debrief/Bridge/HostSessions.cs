using Debrief.Facets;

namespace Debrief.Bridge;

/// <summary>What the bridge's own machine knows of a session, by its id.</summary>
/// <param name="ExtractAsync">Its facets, checked.</param>
/// <param name="IsExcludedAsync">Whether no model may see it, whoever sends its words; false where it isn't known.</param>
sealed record HostSessions(Func<string, CancellationToken, Task<SessionFacet>> ExtractAsync, Func<string, CancellationToken, Task<bool>> IsExcludedAsync);
