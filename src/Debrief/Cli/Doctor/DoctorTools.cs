using System.Reflection;
using System.Runtime.InteropServices;
using Debrief.Profile;

namespace Debrief.Cli;

/// <param name="Claude">Where the claude command lies; null when it isn't on PATH.</param>
sealed record DoctorTools(string? Claude, string TimeZone, string Version, string System, string Runtime)
{
    public static DoctorTools Look(UserProfile profile) => new(
        FindClaude(),
        profile.TimeZone.Id,
        typeof(DoctorTools).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion,
        $"{RuntimeInformation.OSDescription} ({RuntimeInformation.OSArchitecture})",
        RuntimeInformation.FrameworkDescription);

    public IEnumerable<DoctorLine> Lines() =>
    [
        Claude is null
            ? new(DoctorMark.Note, "claude", "not on PATH; facets by rules don't need it")
            : new(DoctorMark.Ok, "claude", Claude),
        new(DoctorMark.Ok, "time zone", TimeZone),
        new(DoctorMark.Ok, "Debrief", Version),
        new(DoctorMark.Ok, "system", $"{System}, {Runtime}"),
    ];

    static string? FindClaude() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
         from name in OperatingSystem.IsWindows() ? ["claude.exe", "claude.cmd"] : new[] { "claude" }
         let path = Path.Combine(folder, name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
