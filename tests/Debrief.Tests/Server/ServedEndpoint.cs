using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;

namespace Debrief.Tests.Server;

/// <summary>An endpoint that a server has. All of them are taken from the server itself, so that none can be forgotten.</summary>
sealed record ServedEndpoint(string Method, RoutePattern Route)
{
    /// <summary>Its address with "a" for every value.</summary>
    public string Path => Filled("a");

    public bool HasValues => Route.Parameters.Count > 0;

    public string Filled(string value) => "/" + string.Join('/', Route.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part is RoutePatternLiteralPart literal ? literal.Content : part is RoutePatternSeparatorPart between ? between.Content : value))));

    public static IReadOnlyList<ServedEndpoint> Of(ServedMachine served)
    {
        var all = served.App.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().ToList();
        Assert.True(all.Count > 10);
        return [.. all.SelectMany(endpoint => Methods(endpoint).Select(method => new ServedEndpoint(method, endpoint.RoutePattern)))];
    }

    /// <summary>Health checks take any method.</summary>
    static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"];
}
