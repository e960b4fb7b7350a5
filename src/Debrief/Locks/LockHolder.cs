using System.Diagnostics;

namespace Debrief.Locks;

/// <summary>The process that holds a lock, so that others can tell whether it still runs.</summary>
sealed record LockHolder
{
    /// <summary>A holder elsewhere that gave no sign for so long is taken for dead.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    public required string Host { get; init; }
    public required int Pid { get; init; }

    /// <summary>Pids are used again, and each container has its own: this tells one process from the others of its host.</summary>
    public required string Process { get; init; }
    public DateTimeOffset TakenAt { get; init; }
    public DateTimeOffset HeartbeatAt { get; init; }

    public static LockHolder ThisProcess(DateTimeOffset now) => new()
    {
        Host = Environment.MachineName,
        Pid = Environment.ProcessId,
        Process = Identify(Environment.ProcessId)!,
        TakenAt = now,
        HeartbeatAt = now,
    };

    public bool IsAlive(DateTimeOffset now) => IsSeenFromHere() ? Identify(Pid) == Process : now - HeartbeatAt < LongestSilence;

    /// <summary>Surely: on another machine nobody can tell.</summary>
    public bool IsGone() => IsSeenFromHere() && Identify(Pid) != Process;

    bool IsSeenFromHere() => Host == Environment.MachineName && Process.StartsWith(Space(), StringComparison.Ordinal);

    /// <summary>Null where no such process runs.</summary>
    static string? Identify(int pid)
    {
        try
        {
            return OperatingSystem.IsLinux() ? Space() + StartIn(File.ReadAllText($"/proc/{pid}/stat")) : StartOf(pid);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException or ArgumentException or InvalidOperationException)
        {
            return null; // There is none, or it has just ended.
        }
    }

    /// <summary>The 22nd field: exact, and the same whoever asks, while a time of day would move with the clock. The name in the second may hold anything.</summary>
    static string StartIn(string stat) => stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];

    static string StartOf(int pid)
    {
        using var process = System.Diagnostics.Process.GetProcessById(pid);
        return $"{Space()}{new DateTimeOffset(process.StartTime).ToUnixTimeSeconds()}";
    }

    /// <summary>In which pids mean the same: hosts of the same name may be containers with their own.</summary>
    static string Space() => OperatingSystem.IsLinux() ? $"{new FileInfo("/proc/self/ns/pid").LinkTarget} " : "";
}
