using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace Kasparro.Infrastructure.Postgres.Migrations
{
    /// <summary>
    /// Which listings are one asset is decided by evidence, stored and replayed. Ids from before are made from labels;
    /// they go on to answer as aliases. Each source is transformed again, so that the labels of its listings are known.
    /// </summary>
    public partial class LinkByEvidence : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<Guid>(name: "moved_from", table: "silver_commits", type: "uuid", nullable: true);

            migrationBuilder.AddColumn<Guid>(name: "moved_to", table: "silver_commits", type: "uuid", nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "is_file_scoped",
                table: "asset_sources",
                type: "boolean",
                nullable: false,
                defaultValue: false
            );

            migrationBuilder.AddColumn<string>(name: "slug", table: "asset_sources", type: "text", nullable: true);

            migrationBuilder.CreateTable(
                name: "asset_aliases",
                columns: table => new
                {
                    asset_id = table.Column<Guid>(type: "uuid", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    source_asset_id = table.Column<string>(type: "text", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_asset_aliases", x => x.asset_id);
                }
            );

            migrationBuilder.CreateTable(
                name: "identity_decisions",
                columns: table => new
                {
                    decision_id = table
                        .Column<long>(type: "bigint", nullable: false)
                        .Annotation(
                            "Npgsql:ValueGenerationStrategy",
                            NpgsqlValueGenerationStrategy.IdentityAlwaysColumn
                        ),
                    first_source = table.Column<string>(type: "text", nullable: false),
                    first_source_asset_id = table.Column<string>(type: "text", nullable: false),
                    second_source = table.Column<string>(type: "text", nullable: false),
                    second_source_asset_id = table.Column<string>(type: "text", nullable: false),
                    action = table.Column<string>(type: "text", nullable: false),
                    rule = table.Column<string>(type: "text", nullable: false),
                    evidence = table.Column<string>(type: "jsonb", nullable: false),
                    score = table.Column<double>(type: "double precision", nullable: false),
                    decided_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    supersedes = table.Column<long>(type: "bigint", nullable: true),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_decisions", x => x.decision_id);
                    table.CheckConstraint("ck_identity_decisions_action", "action IN ('link', 'unlink')");
                }
            );

            migrationBuilder.CreateTable(
                name: "identity_state",
                columns: table => new
                {
                    id = table.Column<int>(type: "integer", nullable: false),
                    changes = table.Column<long>(type: "bigint", nullable: false),
                    changed_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_identity_state", x => x.id);
                    table.CheckConstraint("ck_identity_state_one_row", "id = 1");
                }
            );

            migrationBuilder.CreateTable(
                name: "link_divergences",
                columns: table => new
                {
                    first_source = table.Column<string>(type: "text", nullable: false),
                    first_source_asset_id = table.Column<string>(type: "text", nullable: false),
                    second_source = table.Column<string>(type: "text", nullable: false),
                    second_source_asset_id = table.Column<string>(type: "text", nullable: false),
                    cuts = table.Column<int>(type: "integer", nullable: false),
                    first_price_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    second_price_time = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_link_divergences",
                        x => new
                        {
                            x.first_source,
                            x.first_source_asset_id,
                            x.second_source,
                            x.second_source_asset_id,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "listing_labels",
                columns: table => new
                {
                    source = table.Column<string>(type: "text", nullable: false),
                    source_asset_id = table.Column<string>(type: "text", nullable: false),
                    symbol = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    first_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_seen = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                    last_raw_id = table.Column<long>(type: "bigint", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey(
                        "pk_listing_labels",
                        x => new
                        {
                            x.source,
                            x.source_asset_id,
                            x.symbol,
                            x.name,
                        }
                    );
                }
            );

            migrationBuilder.CreateTable(
                name: "plain_names",
                columns: table => new
                {
                    symbol = table.Column<string>(type: "text", nullable: false),
                    name = table.Column<string>(type: "text", nullable: false),
                    source = table.Column<string>(type: "text", nullable: false),
                    source_asset_id = table.Column<string>(type: "text", nullable: false),
                    challenger_source = table.Column<string>(type: "text", nullable: true),
                    challenger_source_asset_id = table.Column<string>(type: "text", nullable: true),
                    runs = table.Column<int>(type: "integer", nullable: false),
                    counted_at = table.Column<DateTimeOffset>(type: "timestamp with time zone", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_plain_names", x => new { x.symbol, x.name });
                }
            );

            migrationBuilder.CreateIndex(
                name: "ix_identity_decisions_first_source_first_source_asset_id",
                table: "identity_decisions",
                columns: new[] { "first_source", "first_source_asset_id" }
            );

            migrationBuilder.CreateIndex(
                name: "ix_identity_decisions_second_source_second_source_asset_id",
                table: "identity_decisions",
                columns: new[] { "second_source", "second_source_asset_id" }
            );

            migrationBuilder.NoteLostRows("listing_labels");
            migrationBuilder.Sql(
                """
                UPDATE asset_sources
                SET    slug = CASE source WHEN 'coingecko' THEN source_asset_id
                                          WHEN 'coinpaprika' THEN substring(source_asset_id FROM '-(.*)$') END,
                       is_file_scoped = source = 'csv';

                INSERT INTO asset_aliases (asset_id, source, source_asset_id)
                SELECT DISTINCT ON (asset_id) asset_id, source, source_asset_id
                FROM   asset_sources
                ORDER  BY asset_id, is_file_scoped, source COLLATE "C", source_asset_id COLLATE "C";

                INSERT INTO pending_rebuilds (source, reason, noted_at)
                SELECT DISTINCT source, 'the labels of its listings are not known', now() FROM asset_sources
                ON CONFLICT DO NOTHING;

                INSERT INTO identity_state (id, changes, changed_at) VALUES (1, 0, now());

                -- It may be a rule's mistake, or a person's; what was decided stays, and a later decision says so.
                CREATE FUNCTION refuse_decision_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION 'Decisions are only added: % on % is refused', TG_OP, TG_TABLE_NAME
                    USING ERRCODE = 'restrict_violation';
                END $$;

                CREATE TRIGGER identity_decisions_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON identity_decisions
                FOR EACH STATEMENT EXECUTE FUNCTION refuse_decision_change();

                -- Only the link step moves rows to another asset.
                DROP TRIGGER asset_market_data_same_asset ON asset_market_data;
                CREATE TRIGGER asset_market_data_same_asset BEFORE UPDATE OF asset_id ON asset_market_data
                FOR EACH ROW WHEN (OLD.asset_id <> NEW.asset_id
                                   AND current_setting('kasparro.linking', true) IS DISTINCT FROM 'on')
                EXECUTE FUNCTION refuse_other_asset_id();

                CREATE OR REPLACE VIEW silver_version AS
                SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint
                       + coalesce((SELECT changes FROM identity_state), 0) AS version
                FROM   transformations;

                COMMENT ON VIEW silver_version IS
                'A number that every commit to Silver raises: each row that a transformation writes, replaces or refuses is counted in the same transaction, and each change of assets by a link.';
                """
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql(
                """
                CREATE OR REPLACE VIEW silver_version AS
                SELECT coalesce(sum(transformed_total + failed_total), 0)::bigint AS version FROM transformations;

                DROP TRIGGER asset_market_data_same_asset ON asset_market_data;
                CREATE TRIGGER asset_market_data_same_asset BEFORE UPDATE OF asset_id ON asset_market_data
                FOR EACH ROW WHEN (OLD.asset_id <> NEW.asset_id) EXECUTE FUNCTION refuse_other_asset_id();
                DROP TRIGGER identity_decisions_append_only ON identity_decisions;
                DROP FUNCTION refuse_decision_change;
                """
            );

            migrationBuilder.DropTable(name: "asset_aliases");

            migrationBuilder.DropTable(name: "identity_decisions");

            migrationBuilder.DropTable(name: "identity_state");

            migrationBuilder.DropTable(name: "link_divergences");

            migrationBuilder.DropTable(name: "listing_labels");

            migrationBuilder.DropTable(name: "plain_names");

            migrationBuilder.DropColumn(name: "moved_from", table: "silver_commits");

            migrationBuilder.DropColumn(name: "moved_to", table: "silver_commits");

            migrationBuilder.DropColumn(name: "is_file_scoped", table: "asset_sources");

            migrationBuilder.DropColumn(name: "slug", table: "asset_sources");
        }
    }
}
