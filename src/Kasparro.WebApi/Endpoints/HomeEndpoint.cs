using System.Net;
using System.Text;
using Kasparro.WebApi.Http;
using Kasparro.WebApi.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Kasparro.WebApi.Endpoints;

/// <summary>/ lists the routes, for a person or a program.</summary>
internal static class HomeEndpoint
{
    private static readonly RouteResponse[] s_routes =
    [
        new("/swagger", "every route, to read and to try"),
        new("/data?limit=10", "the newest market data"),
        new("/data?latest=true&symbol=btc", "the newest price of an asset at each source"),
        new("/changes", "what changed in market data, for clients that keep a copy"),
        new("/assets", "the assets, and their ids at each source"),
        new("/sources", "the sources of the data, and their terms"),
        new("/health", "the state of the database, and the age of each source"),
        new("/stats", "runs, records and data of each source"),
        new("/list-runs", "the ingestion runs"),
        new("/compare-runs", "the anomalies of the latest runs"),
        new("/report?since=24h", "what the sources did since yesterday, and what was found"),
        new("/findings", "trouble that was noticed, until it ends"),
        new("/schema-drifts", "changes of what the sources send"),
        new("/failures", "rows that could not be transformed, and why"),
        new("/metrics", "metrics for Prometheus"),
        new($"/swagger/{OpenApiRegistration.Document}/swagger.json", "the OpenAPI document"),
    ];

    private static readonly string s_page = Page();

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/", GetHome).ExcludeFromDescription();

    private static Results<ContentHttpResult, Ok<HomeResponse>> GetHome(HttpContext context)
    {
        context.Response.Headers.Vary = "Accept";
        return context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Content(s_page, "text/html; charset=utf-8")
            : TypedResults.Ok(new HomeResponse("Kasparro", s_routes));
    }

    private static string Page()
    {
        var page = new StringBuilder(
            """
            <!doctype html><html lang="en"><meta charset="utf-8">
            <meta name="viewport" content="width=device-width"><title>Kasparro</title>
            <style>
            body{font:16px/1.6 system-ui,sans-serif;margin:3rem auto;max-width:40rem;padding:0 1rem}
            dt{font-family:monospace}dd{margin:0 0 .8rem;color:#555}
            </style>
            <h1>Kasparro</h1>
            <p>Crypto market data from several sources, normalised, with the digits that the sources sent.</p><dl>

            """
        );
        foreach (var (path, description) in s_routes)
        {
            var link = WebUtility.HtmlEncode(path);
            page.Append($"<dt><a href=\"{link}\">{link}</a></dt><dd>{WebUtility.HtmlEncode(description)}</dd>\n");
        }

        return page.Append("</dl></html>").ToString();
    }

    private sealed record HomeResponse(string Name, IReadOnlyList<RouteResponse> Routes) : ApiResponse;

    private sealed record RouteResponse(string Path, string Description);
}
