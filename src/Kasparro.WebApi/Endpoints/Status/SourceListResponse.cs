using Kasparro.Application.Sources;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>The sources that are enabled here.</summary>
/// <param name="Sources">By name.</param>
internal sealed record SourceListResponse(IReadOnlyList<SourceResponse> Sources) : ApiResponse;

/// <summary>One source.</summary>
/// <param name="Source" example="coingecko">Its name, as in filters.</param>
/// <param name="Title" example="CoinGecko">The provider's own name.</param>
/// <param name="CadenceSeconds" example="14400">The interval in which a run is expected.</param>
/// <param name="IsStatic">Files that do not change by themselves.</param>
/// <param name="TimeLimitSeconds" example="1200">The longest that one ingestion may take.</param>
/// <param name="TransformVersion">How its payloads are read; a change derives its data anew.</param>
/// <param name="HomePage" example="https://www.coingecko.com/">Where the provider is.</param>
/// <param name="Terms">The provider's terms of use; null for the user's own files.</param>
/// <param name="Attribution" example="Data provided by CoinGecko">What must be shown with the data; null where nothing
/// is asked.</param>
internal sealed record SourceResponse(
    string Source,
    string Title,
    double CadenceSeconds,
    bool IsStatic,
    double TimeLimitSeconds,
    string TransformVersion,
    Uri HomePage,
    Uri? Terms,
    string? Attribution
)
{
    public static SourceResponse Of(SourceDescription source) =>
        new(
            source.Name,
            source.Title,
            source.Cadence.TotalSeconds,
            source.IsStatic,
            source.TimeLimit.TotalSeconds,
            source.TransformVersion,
            source.HomePage,
            source.Terms,
            source.Attribution
        );
}
