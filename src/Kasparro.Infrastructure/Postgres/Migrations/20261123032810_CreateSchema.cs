using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>The first schema: Bronze and its append-only triggers, runs and checkpoints, Silver.</summary>
    public partial class CreateSchema : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "asset_market_data",
                columns: table => new
                {
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    last_updated = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    price_usd = table.Column<decimal>(type: "numeric", nullable: false),
                    market_cap_usd = table.Column<decimal>(type: "numeric", nullable: true),
                    volume_24h_usd = table.Column<decimal>(type: "numeric", nullable: true),
                    created_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    raw_id = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_asset_market_data",
                        x => new
                        {
                            x.asset_id,
                            x.source,
                            x.last_updated,
                        }
                    );
                    table.CheckConstraint(
                        "ck_asset_market_data_market_cap_usd",
                        "market_cap_usd >= 0 AND market_cap_usd < 'Infinity'"
                    );
                    table.CheckConstraint("ck_asset_market_data_price_usd", "price_usd > 0 AND price_usd < 'Infinity'");
                    table.CheckConstraint(
                        "ck_asset_market_data_volume_24h_usd",
                        "volume_24h_usd >= 0 AND volume_24h_usd < 'Infinity'"
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "assets",
                columns: table => new
                {
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    symbol = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_assets", x => x.asset_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "derivations",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    version = table.Column<string>(type: "text", nullable: false),
                    silver_rows = table.Column<long>(type: "bigint", nullable: false),
                    failure_rows = table.Column<long>(type: "bigint", nullable: false),
                    derived_total = table.Column<long>(type: "bigint", nullable: false),
                    failed_total = table.Column<long>(type: "bigint", nullable: false),
                    newest_data_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    derived_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_derivations", x => x.source);
                }
            );

            migrationBuilder.CreateTable(
                name: "etl_checkpoints",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    last_processed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_success_run_id = table.Column<Guid>(type: "uuid", nullable: true),
                    last_failure_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    last_failure_error = table.Column<string>(type: "text", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    updated_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_etl_checkpoints", x => x.source);
                }
            );

            migrationBuilder.CreateTable(
                name: "etl_runs",
                columns: table => new
                {
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    started_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    ended_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: true),
                    duration_ms = table.Column<long>(type: "bigint", nullable: true),
                    status = table.Column<string>(type: "text", nullable: false),
                    records_processed = table.Column<long>(type: "bigint", nullable: false),
                    error_message = table.Column<string>(type: "text", nullable: true),
                    metadata = table.Column<string>(type: "jsonb", nullable: false),
                    triggered_by = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_etl_runs", x => x.run_id);
                    table.CheckConstraint("ck_etl_runs_ended", "(status = 'running') = (ended_at IS NULL)");
                    table.CheckConstraint("ck_etl_runs_status", "status IN ('running', 'success', 'failed')");
                    table.CheckConstraint("ck_etl_runs_triggered_by", "triggered_by IN ('manual', 'cron', 'retry')");
                }
            );

            migrationBuilder.CreateTable(
                name: "raw_coingecko",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    source_id = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "json", nullable: false),
                    payload_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ingested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_coingecko", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "raw_coinpaprika",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    source_id = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "json", nullable: false),
                    payload_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ingested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_coinpaprika", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "raw_csv",
                columns: table => new
                {
                    id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    source_id = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "json", nullable: false),
                    payload_hash = table.Column<byte[]>(type: "bytea", nullable: false),
                    ingested_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_raw_csv", x => x.id);
                }
            );

            migrationBuilder.CreateTable(
                name: "transform_failures",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    raw_id = table.Column<long>(type: "bigint", nullable: false),
                    raw_table = table.Column<string>(type: "text", nullable: false),
                    run_id = table.Column<Guid>(type: "uuid", nullable: false),
                    failed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    error_type = table.Column<string>(type: "text", nullable: false),
                    error_message = table.Column<string>(type: "text", nullable: false),
                    payload = table.Column<string>(type: "json", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_transform_failures", x => new { x.source, x.raw_id });
                }
            );

            migrationBuilder.CreateTable(
                name: "asset_sources",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    source_asset_id = table.Column<string>(type: "text", nullable: false),
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    linked_by = table.Column<string>(type: "text", nullable: false),
                    linked_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asset_sources", x => new { x.source, x.source_asset_id });
                    table.ForeignKey(
                        name: "fk_asset_sources_assets_asset_id",
                        column: x => x.asset_id,
                        principalTable: "assets",
                        principalColumn: "asset_id",
                        onDelete: ReferentialAction.Restrict
                    );
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_asset_market_data_last_updated_asset_id_source",
                table: "asset_market_data",
                columns: new[] { "last_updated", "asset_id", "source" },
                descending: new bool[0]
            );

            migrationBuilder.CreateIndex(
                name: "ix_asset_market_data_source_raw_id",
                table: "asset_market_data",
                columns: new[] { "source", "raw_id" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_asset_sources_asset_id_source",
                table: "asset_sources",
                columns: new[] { "asset_id", "source" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_assets_symbol_name",
                table: "assets",
                columns: new[] { "symbol", "name" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_etl_runs_source_started_at_run_id",
                table: "etl_runs",
                columns: new[] { "source", "started_at", "run_id" },
                descending: new[] { false, true, true }
            );

            migrationBuilder.CreateIndex(
                name: "ix_etl_runs_started_at_run_id",
                table: "etl_runs",
                columns: new[] { "started_at", "run_id" },
                descending: new bool[0]
            );

            migrationBuilder.CreateIndex(
                name: "ux_etl_runs_running",
                table: "etl_runs",
                column: "source",
                unique: true,
                filter: "status = 'running'"
            );

            migrationBuilder.CreateIndex(
                name: "ux_raw_coingecko_source_id_payload_hash",
                table: "raw_coingecko",
                columns: new[] { "source_id", "payload_hash" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_raw_coinpaprika_source_id_payload_hash",
                table: "raw_coinpaprika",
                columns: new[] { "source_id", "payload_hash" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ux_raw_csv_source_id_payload_hash",
                table: "raw_csv",
                columns: new[] { "source_id", "payload_hash" },
                unique: true
            );

            migrationBuilder.CreateIndex(
                name: "ix_transform_failures_failed_at_source_raw_id",
                table: "transform_failures",
                columns: new[] { "failed_at", "source", "raw_id" },
                descending: new bool[0]
            );

            foreach (var rawTable in new[] { "raw_coingecko", "raw_coinpaprika", "raw_csv" })
                migrationBuilder.KeepAppendOnly(rawTable);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(name: "asset_market_data");

            migrationBuilder.DropTable(name: "asset_sources");

            migrationBuilder.DropTable(name: "derivations");

            migrationBuilder.DropTable(name: "etl_checkpoints");

            migrationBuilder.DropTable(name: "etl_runs");

            migrationBuilder.DropTable(name: "raw_coingecko");

            migrationBuilder.DropTable(name: "raw_coinpaprika");

            migrationBuilder.DropTable(name: "raw_csv");

            migrationBuilder.DropTable(name: "transform_failures");

            migrationBuilder.DropTable(name: "assets");

            migrationBuilder.Sql("DROP FUNCTION refuse_bronze_change();");
        }
    }
}
