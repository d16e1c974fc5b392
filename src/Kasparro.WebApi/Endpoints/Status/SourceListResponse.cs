using Kasparro.Application.Sources;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Status;

/// <summary>The enabled sources.</summary>
/// <param name="Sources">By name.</param>
internal sealed record SourceListResponse(IReadOnlyList<SourceResponse> Sources) : ApiResponse;

/// <summary>One source.</summary>
/// <param name="Source" example="coingecko">Its name, as filters take it.</param>
/// <param name="Title" example="CoinGecko">The provider's own name.</param>
/// <param name="CadenceSeconds" example="14400">The interval at which runs are expected.</param>
/// <param name="IsStatic">Whether it is files that do not change by themselves.</param>
/// <param name="RequiresKey">Whether it takes part in runs only where its key is set.</param>
/// <param name="TimeLimitSeconds" example="1200">The longest that one ingestion may take.</param>
/// <param name="TransformVersion">The version of its mapping; a change transforms its data again.</param>
/// <param name="HomePage" example="https://www.coingecko.com/">The home page of the provider.</param>
/// <param name="Terms">The provider's terms of use; null for your own files.</param>
/// <param name="Attribution" example="Data provided by CoinGecko">What must be shown with the data; null where nothing
/// is required.</param>
internal sealed record SourceResponse(
    string Source,
    string Title,
    double CadenceSeconds,
    bool IsStatic,
    bool RequiresKey,
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
            source.RequiresKey,
            source.TimeLimit.TotalSeconds,
            source.TransformVersion,
            source.HomePage,
            source.Terms,
            source.Attribution
        );
}
