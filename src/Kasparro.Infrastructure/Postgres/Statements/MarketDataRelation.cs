namespace Kasparro.Infrastructure.Postgres.Statements;

/// <summary>What a statement about market data reads in place of the table.</summary>
internal sealed record MarketDataRelation
{
    public const string Table = "asset_market_data";

    private MarketDataRelation(string? statement) => Statement = statement;

    /// <summary>The table itself: what is known now.</summary>
    public static MarketDataRelation Current { get; } = new(statement: null);

    /// <summary>What was known at <c>@as_of</c>.</summary>
    public static MarketDataRelation AsOf { get; } = new("market_data_as_of");

    /// <summary>What changed at <c>@updated_since</c> or later.</summary>
    public static MarketDataRelation UpdatedSince { get; } = new("market_data_updated_since");

    /// <summary>
    /// The statement that it is a sub-select of; null for the table. No function of the database: Citus plans none that
    /// reads a distributed table.
    /// </summary>
    public string? Statement { get; }
}
