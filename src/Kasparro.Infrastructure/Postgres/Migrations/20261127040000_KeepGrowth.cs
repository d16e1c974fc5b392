using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// When a source's Silver grew is kept where its rows are counted. The functions that read market data as of a time
    /// stay for processes of the version before; statements of this one do not use them.
    /// </summary>
    public partial class KeepGrowth : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "grown_at",
                table: "transformations",
                type: "timestamp with time zone",
                nullable: true
            );
            migrationBuilder.Sql(
                """
                UPDATE transformations t
                SET    grown_at = (SELECT created_at FROM asset_market_data m
                                   WHERE  m.source = t.source ORDER BY raw_id DESC LIMIT 1);
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "grown_at", table: "transformations");
        }
    }
}
