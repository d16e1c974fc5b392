using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// Readers can ask what was known at a time, and what changed since. Functions that PostgreSQL inlines: a statement
    /// over one of them uses the same indexes as over the table.
    /// </summary>
    public partial class ReadMarketDataAsOf : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE FUNCTION market_data_as_of(as_of timestamptz)
                RETURNS TABLE (asset_id uuid, source text, last_updated timestamptz, price_usd numeric,
                               market_cap_usd numeric, volume_24h_usd numeric, created_at timestamptz,
                               updated_at timestamptz)
                LANGUAGE sql STABLE PARALLEL SAFE AS $$
                SELECT d.asset_id, d.source, d.last_updated, known.price_usd, known.market_cap_usd,
                       known.volume_24h_usd, d.created_at, known.stated_at
                FROM   asset_market_data d
                CROSS  JOIN LATERAL (
                    SELECT d.price_usd, d.market_cap_usd, d.volume_24h_usd,
                           coalesce(d.stated_at, d.created_at) AS stated_at
                    WHERE  coalesce(d.stated_at, d.created_at) <= as_of
                    UNION ALL
                    SELECT r.price_usd, r.market_cap_usd, r.volume_24h_usd, r.stated_at
                    FROM   market_data_revisions r
                    WHERE  coalesce(d.stated_at, d.created_at) > as_of
                    AND    r.asset_id = d.asset_id AND r.source = d.source AND r.last_updated = d.last_updated
                    AND    r.stated_at <= as_of AND r.replaced_at > as_of) known
                -- No source knows a price more than a day ahead.
                WHERE  d.last_updated <= as_of + interval '1 day'
                $$
                """
            );
            migrationBuilder.Sql(
                """
                CREATE FUNCTION market_data_updated_since(updated_since timestamptz)
                RETURNS TABLE (asset_id uuid, source text, last_updated timestamptz, price_usd numeric,
                               market_cap_usd numeric, volume_24h_usd numeric, created_at timestamptz,
                               updated_at timestamptz)
                LANGUAGE sql STABLE PARALLEL SAFE AS $$
                SELECT d.asset_id, d.source, d.last_updated, d.price_usd, d.market_cap_usd, d.volume_24h_usd,
                       d.created_at, d.updated_at
                FROM   asset_market_data d
                WHERE  d.updated_at >= updated_since
                $$
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("DROP FUNCTION market_data_updated_since(timestamptz)");
            migrationBuilder.Sql("DROP FUNCTION market_data_as_of(timestamptz)");
        }
    }
}
