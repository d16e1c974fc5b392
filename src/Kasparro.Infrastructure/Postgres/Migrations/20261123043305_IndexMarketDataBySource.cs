using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>Pages of one source are read from an index, however old its rows are next to those of another.</summary>
    public partial class IndexMarketDataBySource : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "ix_asset_market_data_source_last_updated_asset_id",
                table: "asset_market_data",
                columns: new[] { "source", "last_updated", "asset_id" },
                descending: new[] { false, true, true }
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_asset_market_data_source_last_updated_asset_id",
                table: "asset_market_data"
            );
        }
    }
}
