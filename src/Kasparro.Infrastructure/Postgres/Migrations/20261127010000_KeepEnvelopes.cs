using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// What stood around a record is kept next to it, and rows that were never meant to give market data are counted.
    /// </summary>
    public partial class KeepEnvelopes : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "last_not_applicable_id",
                table: "transformations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<long>(
                name: "not_applicable_total",
                table: "transformations",
                type: "bigint",
                nullable: false,
                defaultValue: 0L
            );

            migrationBuilder.AddColumn<string>(name: "envelope", table: "raw_csv", type: "json", nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "envelope",
                table: "raw_coinpaprika",
                type: "json",
                nullable: true
            );

            migrationBuilder.AddColumn<string>(name: "envelope", table: "raw_coingecko", type: "json", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "last_not_applicable_id", table: "transformations");

            migrationBuilder.DropColumn(name: "not_applicable_total", table: "transformations");

            migrationBuilder.DropColumn(name: "envelope", table: "raw_csv");

            migrationBuilder.DropColumn(name: "envelope", table: "raw_coinpaprika");

            migrationBuilder.DropColumn(name: "envelope", table: "raw_coingecko");
        }
    }
}
