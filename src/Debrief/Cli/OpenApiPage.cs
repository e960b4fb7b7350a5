using Debrief.Configuration;
using Debrief.Profile;
using Debrief.Server;
using Debrief.Storage;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Debrief.Cli;

/// <summary>docs/openapi.json: what a server says of its API, asked of one that nobody can reach and that goes at once.</summary>
static class OpenApiPage
{
    public static async Task<string> WriteAsync(CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("debrief-");
        try
        {
            var folders = new Folders(folder.FullName, folder.FullName, null);
            await using var database = await Database.OpenAsync(folders.Database, cancel);
            await using var app = DebriefServer.Build(new([new("http://127.0.0.1:0")], null, folders, new() { Database = folders.Database, Reports = folders.Reports }, database, new CurrentProfile(folders.ProfileFile), TimeProvider.System, new("", []), RunsJobs: false));
            await app.StartAsync(cancel);
            var document = await app.Services.GetRequiredKeyedService<IOpenApiDocumentProvider>(ApiDocument.Name).GetOpenApiDocumentAsync(cancel);
            await app.StopAsync(cancel);
            return (await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, cancel)).ReplaceLineEndings("\n") + "\n";
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
