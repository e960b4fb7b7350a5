using System.Runtime.CompilerServices;

namespace Debrief.Tests.Support;

static class OwnEnvironment
{
    /// <summary>Whoever runs the tests may have a database of their own, which goes before every folder.</summary>
    [ModuleInitializer]
    public static void ForgetDatabase() => Environment.SetEnvironmentVariable("DEBRIEF_DATABASE", null);
}
