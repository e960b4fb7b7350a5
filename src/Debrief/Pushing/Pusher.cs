using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Sources;
using Debrief.Transcripts;

namespace Debrief.Pushing;

/// <summary>Hands the transcripts of this machine to a server, only what it doesn't have yet. Broken off, the next push goes on.</summary>
/// <param name="http">Knows the server's address and the token.</param>
sealed class Pusher(HttpClient http, string host)
{
    const int Part = 8 << 20;
    const int AskedAtOnce = 500;

    public async Task<PushResult> PushAsync(IReadOnlyList<Source> sources, IProgress<(int Done, int Of)>? progress, CancellationToken cancel)
    {
        var files = sources.SelectMany(source => source.FindTranscripts().Select(file => (File: file, Place: PlaceOf(source, file)))).DistinctBy(file => file.Place).ToList();
        var result = new PushResult { Files = files.Count };
        var done = 0;
        foreach (var some in files.Chunk(AskedAtOnce))
        {
            var known = (await AskAsync([.. some.Select(file => file.Place)], cancel)).ToDictionary(file => file.Path);
            foreach (var (file, place) in some)
            {
                await SendAsync(file, known[place], result, cancel);
                progress?.Report((++done, files.Count));
            }
        }

        return result;
    }

    async Task SendAsync(TranscriptFile file, KnownFile known, PushResult result, CancellationToken cancel)
    {
        try
        {
            var from = known.Size > 0 && known.Size <= file.Size && FileEnds.Hash(file.Path, known.Size) == known.EndsHash ? known.Size : 0;
            if (from == file.Size)
            {
                result.Unchanged++;
                return;
            }

            await SendAsync(file, known.Path, from, result, cancel);
            result.Sent++;
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            result.Failed.Add($"{file.Path}: {ex.Message}"); // It can't be read here; the others can, and the next push tries again.
        }
    }

    async Task SendAsync(TranscriptFile file, string place, long from, PushResult result, CancellationToken cancel)
    {
        using var transcript = FileEnds.Open(file.Path);
        var buffer = new byte[Part];
        while (from < file.Size)
        {
            var length = RandomAccess.Read(transcript, buffer.AsSpan(0, (int)Math.Min(Part, file.Size - from)), from);
            if (length == 0)
                return; // It became shorter meanwhile.

            using var answer = await http.PostAsync($"api/ingest?host={Uri.EscapeDataString(host)}&path={Uri.EscapeDataString(place)}&from={from}", Compressed(buffer.AsSpan(0, length)), cancel);
            await RequireAsync(answer, cancel);
            from += length;
            result.Bytes += length;
        }
    }

    async Task<IReadOnlyList<KnownFile>> AskAsync(IReadOnlyList<string> places, CancellationToken cancel)
    {
        using var answer = await http.PostAsJsonAsync("api/ingest/known", new AskedPlaces(host, places), PushJson.Default.AskedPlaces, cancel);
        await RequireAsync(answer, cancel);
        return (await answer.Content.ReadFromJsonAsync(PushJson.Default.IReadOnlyListKnownFile, cancel))!;
    }

    static ByteArrayContent Compressed(ReadOnlySpan<byte> part)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(part);
        return new(bytes.ToArray()) { Headers = { ContentType = new("application/octet-stream"), ContentEncoding = { "gzip" } } };
    }

    /// <exception cref="UserError">The token isn't right, or there is no Debrief there.</exception>
    /// <exception cref="WorkError">The server refuses or fails.</exception>
    static async Task RequireAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        if (answer.IsSuccessStatusCode)
            return;
        if (answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            throw new UserError("The server doesn't take this token. Make one there: `debrief tokens add laptop --scope push`.");
        if (answer.StatusCode == HttpStatusCode.NotFound)
            throw new UserError("There is no Debrief at that address, or one that takes in no transcripts.");
        throw new WorkError($"The server refused: {await ReasonAsync(answer, cancel)}");
    }

    static async Task<string> ReasonAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        try
        {
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(cancel));
            return problem.RootElement.TryGetProperty("detail", out var detail) ? Beginning.Of(detail.ToString(), 300) : $"{(int)answer.StatusCode}";
        }
        catch (Exception ex) when (ex is JsonException or InvalidOperationException)
        {
            return $"{(int)answer.StatusCode} {answer.ReasonPhrase}"; // Somebody else's page.
        }
    }

    /// <summary>projects/-work-shop/3f2a91c0.jsonl, whatever the folder is called here.</summary>
    static string PlaceOf(Source source, TranscriptFile file)
    {
        var root = source is ClaudeDirectory ? source.Folder : Path.Combine(source.Folder, "..");
        var below = Path.GetRelativePath(root, file.Path).Replace(Path.DirectorySeparatorChar, '/');
        return below.StartsWith("projects/", StringComparison.Ordinal) ? below : $"projects/{below}";
    }
}

sealed record AskedPlaces(string Host, IReadOnlyList<string> Paths);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AskedPlaces))]
[JsonSerializable(typeof(IReadOnlyList<KnownFile>))]
[JsonSerializable(typeof(PushResult))]
sealed partial class PushJson : JsonSerializerContext;
