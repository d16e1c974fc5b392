using Microsoft.Net.Http.Headers;

namespace Kasparro.WebApi.Http;

/// <summary>The content types of the API, and the choice between them.</summary>
internal static class MediaTypes
{
    public const string Json = "application/json";
    public const string ProblemJson = "application/problem+json";
    public const string Csv = "text/csv";
    public const string Ndjson = "application/x-ndjson";
    public const string Parquet = "application/vnd.apache.parquet";

    /// <summary>
    /// The choice for the type that the Accept header prefers; null where it names none that <paramref name="choose"/>
    /// knows.
    /// </summary>
    public static T? Preferred<T>(HttpRequest request, Func<string?, T?> choose)
        where T : struct =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept, out var accepted)
            ? accepted
                .Where(type => type.Quality is not 0)
                .OrderByDescending(type => type.Quality ?? 1)
                .Select(type => choose(type.MediaType.Value?.ToLowerInvariant()))
                .FirstOrDefault(choice => choice is not null)
            : null;
}
