using System.Net;
using System.Text;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints;

/// <summary>/ leads a person, or a program, to what is there.</summary>
internal static class HomeEndpoint
{
    private static readonly (string Path, string Tells)[] s_routes =
    [
        ("/swagger", "every route, to read and to try"),
        ("/data?limit=10", "the newest market data"),
        ("/data?latest=true&symbol=btc", "the newest price of an asset from each source"),
        ("/assets", "what there is a price of, and what each source calls it"),
        ("/sources", "where the data come from, and on what terms"),
        ("/health", "the database, and how fresh each source is"),
        ("/stats", "runs, records and data of each source"),
        ("/list-runs", "what ingestion did"),
        ("/compare-runs", "whether anything is wrong with the latest runs"),
        ("/failures", "rows that could not be derived, and why"),
        ("/metrics", "all of this for Prometheus"),
        ($"/swagger/{OpenApiRegistration.Document}/swagger.json", "the OpenAPI document"),
    ];

    private static readonly string s_page = Page();

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", GetHome).ExcludeFromDescription();

    private static Results<ContentHttpResult, Ok<HomeResponse>> GetHome(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Content(s_page, "text/html; charset=utf-8")
            : TypedResults.Ok(
                new HomeResponse("Kasparro", [.. s_routes.Select(route => new RouteResponse(route.Path, route.Tells))])
            );
    }

    private static string Page()
    {
        var page = new StringBuilder(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>Kasparro</title>"
        );
        page.Append(
            "<style>body{font:16px/1.6 system-ui,sans-serif;margin:3rem auto;max-width:40rem;padding:0 1rem}dt{font-family:monospace}dd{margin:0 0 .8rem;color:#555}</style>"
        );
        page.Append(
            "<h1>Kasparro</h1><p>Crypto market data from several sources, normalised, with the digits that the sources sent.</p><dl>"
        );
        foreach (var (path, tells) in s_routes)
            page.Append(
                $"<dt><a href=\"{WebUtility.HtmlEncode(path)}\">{WebUtility.HtmlEncode(path)}</a></dt><dd>{WebUtility.HtmlEncode(tells)}</dd>"
            );
        return page.Append("</dl></html>").ToString();
    }

    private sealed record HomeResponse(string Name, IReadOnlyList<RouteResponse> Routes) : ApiResponse;

    private sealed record RouteResponse(string Path, string Tells);
}
