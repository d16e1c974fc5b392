using Kasparro.Application.Explanation;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>The query of /explain.</summary>
internal sealed record ExplanationQuery(MarketDataKey Key)
{
    public static ValueTask<ExplanationQuery?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(
            context,
            query => new ExplanationQuery(
                new MarketDataKey(
                    query.One(MarketDataKeyParameters.AssetId) ?? Guid.Empty,
                    query.One(MarketDataKeyParameters.Source) ?? "",
                    query.One(MarketDataKeyParameters.LastUpdated) ?? default
                )
            )
        );
}
