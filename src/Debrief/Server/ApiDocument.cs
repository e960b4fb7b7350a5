using System.Text.Json.Serialization;
using Debrief.Documents;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Debrief.Server;

/// <summary>The API's description of itself, and how its JSON looks.</summary>
static class ApiDocument
{
    public const string Name = "v1";

    public static IServiceCollection AddApiDocument(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.ConfigureHttpJsonOptions(options =>
        {
            var ours = Json.Options();
            var json = options.SerializerOptions;
            (json.PropertyNamingPolicy, json.Encoder, json.NumberHandling) = (ours.PropertyNamingPolicy, ours.Encoder, JsonNumberHandling.Strict);
            foreach (var converter in ours.Converters)
                json.Converters.Add(converter);
        });
        services.AddOpenApi(Name, openApi => openApi.AddDocumentTransformer(Describe).AddSchemaTransformer(NameType));
        return services;
    }

    static Task Describe(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancel)
    {
        (document.Info.Title, document.Info.Version) = ("Debrief", "1");
        document.Info.Description = "Sessions of Claude Code with what was observed and judged of them, and insights over any days. Send a token as `Authorization: Bearer debrief_…`; `debrief tokens add` makes one. Times are UTC, days those of the profile's time zone, durations seconds.";
        document.Servers = []; // Wherever it was asked for.
        return Task.CompletedTask;
    }

    /// <summary>Of what our own converters write nobody else knows the type.</summary>
    static Task NameType(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancel)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        JsonSchemaType? named = type == typeof(string) ? JsonSchemaType.String : type == typeof(TimeSpan) ? JsonSchemaType.Number : null;
        if (named is not null)
            schema.Type = context.JsonPropertyInfo is { IsGetNullable: true } ? named | JsonSchemaType.Null : named;
        return Task.CompletedTask;
    }
}
