using Kasparro.Application.Explanation;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>The row of market data that a path names.</summary>
internal sealed record RevisionsPath(MarketDataKey Key)
{
    public static ValueTask<RevisionsPath?> BindAsync(HttpContext context) =>
        RequestQuery.BindAsync(
            context,
            query => new RevisionsPath(
                new MarketDataKey(
                    query.PathId(MarketDataKeyParameters.AssetId),
                    query.InPath(MarketDataKeyParameters.Source) ?? "",
                    query.InPath(MarketDataKeyParameters.LastUpdated) ?? default
                )
            )
        );
}
