using Kasparro.Domain.MarketData;

namespace Kasparro.Application.Sources;

/// <summary>Where one member of an observation stands in its payload.</summary>
/// <param name="Member" example="price_usd">The member of the market data.</param>
/// <param name="Path" example="quotes.USD.price">Its path in the payload: names joined by points, or the column of a
/// file.</param>
/// <param name="Text" example="97245.120">What stands there, character for character.</param>
public sealed record FieldOrigin(string Member, string Path, string Text)
{
    /// <summary>Those of the fields that hold something.</summary>
    public static IReadOnlyList<FieldOrigin> Of(in ObservationFields fields) =>
        [
            .. new[]
            {
                ("source_asset_id", fields.Id),
                ("symbol", fields.Symbol),
                ("name", fields.Name),
                ("price_usd", fields.Price),
                ("market_cap_usd", fields.MarketCap),
                ("volume_24h_usd", fields.Volume24h),
                ("last_updated", fields.LastUpdated),
            }
                .Where(member => member.Item2.Text is not null)
                .Select(member => new FieldOrigin(member.Item1, member.Item2.Name, member.Item2.Text!)),
        ];
}
