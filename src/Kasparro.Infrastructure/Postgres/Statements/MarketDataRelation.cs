namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>What a statement about market data reads in place of the table.</summary>
internal sealed record MarketDataRelation
{
    public const string Table = "asset_market_data";

    private MarketDataRelation(string? text) => Text = text;

    /// <summary>The table itself: what is known now.</summary>
    public static MarketDataRelation Current { get; } = new(text: null);

    /// <summary>What was known at <c>@as_of</c>.</summary>
    public static MarketDataRelation AsOf { get; } = new("market_data_as_of(@as_of)");

    /// <summary>What changed at <c>@updated_since</c> or later.</summary>
    public static MarketDataRelation UpdatedSince { get; } = new("market_data_updated_since(@updated_since)");

    public string? Text { get; }
}
