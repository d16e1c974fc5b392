using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// Rows that a sighting made current are found by it. Built without a lock that a run or a reader would notice; an
    /// index that an interrupted migration left behind is made again.
    /// </summary>
    public partial class IndexSightings : Migration
    {
        private const string Name = "ix_asset_market_data_source_sighting_id";

        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql($"DROP INDEX CONCURRENTLY IF EXISTS {Name}", suppressTransaction: true);
            migrationBuilder.Sql(
                $"""
                CREATE INDEX CONCURRENTLY {Name} ON asset_market_data (source, sighting_id)
                WHERE sighting_id IS NOT NULL
                """,
                suppressTransaction: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) =>
            migrationBuilder.DropIndex(name: Name, table: "asset_market_data");
    }
}
