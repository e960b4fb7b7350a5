using System.Runtime.CompilerServices;
using Debrief.Storage;

namespace Debrief.Tests.Support;

static class OwnEnvironment
{
    /// <summary>Whoever runs the tests may have a database of their own, which goes before every folder. And tests write with Dapper before any store does.</summary>
    [ModuleInitializer]
    public static void Prepare()
    {
        Environment.SetEnvironmentVariable("DEBRIEF_DATABASE", null);
        Columns.Register();
    }
}
