using Kasparro.Application.Explanation;
using Kasparro.WebApi.Parameters;

namespace Kasparro.WebApi.Endpoints.Explanation;

/// <summary>The parameters that name one row of market data.</summary>
internal static class MarketDataKeyParameters
{
    public static readonly IdParameter AssetId = new("asset_id", "asset_id of the row.")
    {
        Example = "3f0c1f6e-58a1-5d3b-9c53-0f8f3cf0a6d1",
        IsRequired = true,
    };

    public static readonly SourceParameter Source = new() { Example = "coingecko", IsRequired = true };

    public static readonly InstantParameter LastUpdated = new("last_updated", "last_updated of the row.")
    {
        Example = "2025-02-09T17:44:06.711Z",
        IsRequired = true,
    };

    public static readonly QueryParameter[] All = [AssetId, Source, LastUpdated];

    /// <summary>Says that there is no such row, and where the rows are.</summary>
    public static string NoRow(MarketDataKey key) =>
        $"There is no market data of asset {key.AssetId} from {key.Source} at {Http.Utc.Format(key.LastUpdated)}. "
        + "/data lists what there is.";
}
