using System.Text.Json;
using System.Text.Json.Serialization;
using Debrief.Facets;
using Debrief.Facets.Asking;
using Debrief.LanguageModels;
using Debrief.Privacy;
using Debrief.Profile;
using Debrief.Sessions;
using Debrief.Transcripts;

namespace Debrief.Evaluation;

/// <summary>
/// Answers kept in a folder, one file a session: so a model can be evaluated again without it. A file holds facets as Debrief prints them, or what a model
/// said, which is then checked as if it had said it now.
/// </summary>
sealed class RecordedAnswers(string folder, UserProfile profile) : FacetExtractor
{
    public override string Name => "recorded";
    public override string Model => "none";
    public override string PromptVersion => "";

    string PathOf(string sessionId) => Path.Combine(folder, sessionId + ".json");

    public override async Task<ExtractedFacet> ExtractAsync(Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var path = PathOf(session.Id);
        if (!File.Exists(path))
            throw new WorkError($"There is no answer {path}.");

        var text = await File.ReadAllTextAsync(path, cancel);
        return IsModelsOwn(text) ? await CheckAsync(text, session, passages, cancel) : Read(text, path, passages);
    }

    /// <summary>A model names the outcome with the words it rests on; a row of facets names it alone.</summary>
    static bool IsModelsOwn(string text) => AnswerReading.Of(Said(text)).Answer is not null;

    Task<ExtractedFacet> CheckAsync(string text, Session session, IReadOnlyList<Passage> passages, CancellationToken cancel)
    {
        var questions = new ModelQuestions(Name, Model, (_, _) => Task.FromResult(Said(text)), Secrets.Mask);
        return new ModelExtractor(questions, FacetPrompt.Ours(), profile, _ => profile.Skills).ExtractAsync(session, passages, cancel);
    }

    static ModelAnswer Said(string text) => new(text, new("recorded", 0, 0, 0), IsCutOff: false);

    static ExtractedFacet Read(string text, string path, IReadOnlyList<Passage> passages)
    {
        using var answer = JsonDocument.Parse(text);
        var facets = Row(answer.RootElement).Deserialize(RecordedJson.Default.SessionFacet) ?? throw new WorkError($"{path} holds no facets.");
        // Foreign JSON may leave it out.
        var evidence = EvidenceCheck.Verify(facets.Evidence ?? [], passages);
        return new(facets with { Evidence = evidence.Kept }, evidence.Dropped);
    }

    /// <summary>To be called before anybody is asked: who can't keep the answers shouldn't pay for them.</summary>
    /// <exception cref="UserError">The folder can't be written.</exception>
    public void Prepare()
    {
        var probe = Path.Combine(folder, ".debrief");
        try
        {
            PrivateFile.CreateFolder(folder);
            PrivateFile.Create(probe, FileMode.Create).Dispose();
            File.Delete(probe);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(ex);
        }
    }

    /// <summary>Keeps an answer in place of an earlier one.</summary>
    /// <exception cref="UserError">The folder can't be written.</exception>
    public async Task KeepAsync(SessionFacet facets)
    {
        try
        {
            await using var file = PrivateFile.Create(PathOf(facets.SessionId), FileMode.Create);
            await JsonSerializer.SerializeAsync(file, facets, RecordedJson.Default.SessionFacet, CancellationToken.None);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(ex);
        }
    }

    UserError Unwritable(Exception ex) => new($"The answers can't be written to {folder}: {ex.Message} Choose another folder.", ex);

    /// <summary>A row of facets, alone or as `debrief session ID --json` prints it.</summary>
    static JsonElement Row(JsonElement answer) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("facet", out var facet) ? facet : answer;
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true)]
[JsonSerializable(typeof(SessionFacet))]
sealed partial class RecordedJson : JsonSerializerContext;
