using Debrief.Bridge;
using Debrief.Configuration;
using Debrief.Jobs;
using Debrief.Profile;
using Debrief.Storage;

namespace Debrief.Server;

/// <summary>What a server is made of.</summary>
/// <param name="Urls">Where it listens.</param>
/// <param name="Origin">How it is reached from outside, such as https://debrief.example.org; null: only on this machine.</param>
/// <param name="Profile">Read again when it changes.</param>
/// <param name="Command">This program, for jobs.</param>
/// <param name="RunsJobs">When their time comes; else only when somebody says so.</param>
sealed record ServerOptions(IReadOnlyList<Uri> Urls, Uri? Origin, Folders Folders, Settings Settings, Database Database, CurrentProfile Profile, TimeProvider Clock, OwnCommand Command, bool RunsJobs)
{
    /// <summary>What it lends to those who may ask; null: there is none.</summary>
    public LentModel? Model { get; init; }

    /// <summary>Where Claude Code keeps its things on this machine, such as ~/.claude.</summary>
    public IReadOnlyList<string> ClaudeDirectories { get; init; } = [];

    /// <summary>Addresses of other machines' networks.</summary>
    public IEnumerable<Uri> Open => Urls.Where(url => !url.IsLoopback);

    /// <exception cref="UserError">It would be open to other machines without anybody having said how it is reached.</exception>
    public void Check()
    {
        if (Origin is null && Open.FirstOrDefault() is { } open)
            throw new UserError($"{open.GetLeftPart(UriPartial.Authority)} can be reached from other machines. Say how: `--origin https://debrief.example.org`, or `server: {{ origin: … }}` in config.yaml; or listen on 127.0.0.1.");
    }
}
