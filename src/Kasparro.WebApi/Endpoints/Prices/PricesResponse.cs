using Kasparro.Application.MarketData;
using Kasparro.Application.Prices;
using Kasparro.WebApi.Http;

namespace Kasparro.WebApi.Endpoints.Prices;

/// <summary>One price of each asset.</summary>
/// <param name="Prices">By symbol and name.</param>
/// <param name="AmbiguousAssets">The assets of the requested symbols that several share, the largest first.</param>
internal sealed record PricesResponse(IReadOnlyList<AssetPrice> Prices, IReadOnlyList<AmbiguousAsset> AmbiguousAssets)
    : ApiResponse;
