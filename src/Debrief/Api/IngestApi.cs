using System.ComponentModel;
using System.Security.Claims;
using Debrief.Access;
using Debrief.Pushing;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Debrief.Api;

/// <summary>Takes in the transcripts of other machines. They lie below their owner's folder, which the token says.</summary>
static class IngestApi
{
    const int LongestPart = 16 << 20;
    const int MostFiles = 1000;

    public static void MapIngest(this RouteGroupBuilder group)
    {
        group.MapPost("/known", Known).WithName("known-transcripts").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("How much of each transcript the server has, so that only what is new is sent");
        group.MapPost("", AppendAsync).WithName("ingest").ProducesProblem(StatusCodes.Status400BadRequest)
            .WithMetadata(new RequestSizeLimitAttribute(LongestPart))
            .WithSummary("Add a part to a transcript, compressed with gzip if one likes. It comes into the database with the next sync");
    }

    static Ok<IReadOnlyList<KnownFile>> Known(AskedFiles asked, ClaimsPrincipal visitor, PushedFiles files) => asked.Paths.Count <= MostFiles
        ? TypedResults.Ok<IReadOnlyList<KnownFile>>([.. asked.Paths.Select(path => files.Find(visitor.Owner, asked.Host, path))])
        : throw new UserError($"Ask about {MostFiles} files at a time at most.");

    static async Task<Ok<AppendedFile>> AppendAsync(HttpRequest request, ClaimsPrincipal visitor, PushedFiles files,
        [Description("The machine's name.")] string host, [Description("Where the transcript lies below Claude Code's folder: projects/-work-shop/3f2a91c0.jsonl.")] string path,
        [Description("Where the part begins, in bytes. From 0 the file is begun anew.")] long from, CancellationToken cancel) =>
        from >= 0
            ? TypedResults.Ok(new AppendedFile(path, await files.AppendAsync(visitor.Owner, host, path, from, request.Body, cancel)))
            : throw new UserError("`from` must be zero or more.");
}

/// <param name="Host">The machine's name.</param>
sealed record AskedFiles(string Host, IReadOnlyList<string> Paths);

/// <param name="Size">How much of it the server has now, in bytes.</param>
sealed record AppendedFile(string Path, long Size);
