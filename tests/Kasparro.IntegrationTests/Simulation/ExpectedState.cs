using System.Globalization;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Simulation;

/// <summary>
/// What the promises say about a database after any history, computed from what the provider sent and which runs the
/// database calls successful, without any code of the product.
/// </summary>
internal sealed class ExpectedState
{
    private readonly Dictionary<Guid, IReadOnlyList<IReadOnlyList<Coin>>> _sent = [];

    /// <summary>A run asked the provider, and this is what it was sent, if it lived long enough.</summary>
    public void Sent(Guid runId, IReadOnlyList<IReadOnlyList<Coin>> pages) => _sent[runId] = pages;

    public async Task<string> BronzeAsync(TestDatabase database, string source)
    {
        var payloads = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var run in await SuccessfulAsync(database, source))
            payloads.UnionWith(_sent[run].SelectMany(page => page).Select(coin => $"{coin.Id} {coin.Json()}"));
        return string.Join('\n', payloads);
    }

    /// <summary>For each coin and instant, what was said last.</summary>
    public async Task<string> SilverAsync(TestDatabase database, string source)
    {
        var said = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var run in await SuccessfulAsync(database, source))
        foreach (var coin in _sent[run].SelectMany(page => page).Where(coin => coin.Price != "null"))
            said[$"{coin.Id} {coin.LastUpdated}"] = coin.Price;
        return string.Join('\n', said.Select(one => $"{one.Key} {one.Value}"));
    }

    public static Task<string?> StoredBronzeAsync(TestDatabase database, string source) =>
        database.ScalarAsync<string>(
            $"""
            SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C")
            FROM  (SELECT source_id || ' ' || payload AS line FROM raw_{source}) kept
            """
        );

    public static Task<string?> StoredSilverAsync(TestDatabase database, string source) =>
        database.ScalarAsync<string>(
            $"""
            SELECT string_agg(line, E'\n' ORDER BY line COLLATE "C")
            FROM  (SELECT concat_ws(' ', r.source_id,
                          to_char(m.last_updated AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), m.price_usd) AS line
                   FROM asset_market_data m JOIN raw_{source} r ON r.id = m.raw_id
                   WHERE m.source = '{source}') said
            """
        );

    /// <summary>Violations that one statement can name; each text says what it is.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(TestDatabase database, string source) =>
        [
            .. (
                await database.RowsAsync(
                    $"""
                    SELECT 'a run is still open' FROM etl_runs WHERE source = '{source}' AND status = 'running'
                    UNION ALL
                    SELECT 'a row of a run that did not succeed'
                    FROM   raw_{source} LEFT JOIN etl_runs USING (run_id) WHERE status IS DISTINCT FROM 'success'
                    UNION ALL
                    SELECT 'the checkpoint is not the last success'
                    FROM   etl_checkpoints WHERE source = '{source}' AND last_success_run_id IS DISTINCT FROM
                          (SELECT run_id FROM etl_runs WHERE source = '{source}' AND status = 'success'
                           ORDER BY sequence DESC LIMIT 1)
                    UNION ALL
                    SELECT 'a run stored ' || stored || ' and says ' || said
                    FROM  (SELECT count(r.id) AS stored, (e.metadata->>'inserted')::bigint AS said
                           FROM etl_runs e LEFT JOIN raw_{source} r USING (run_id)
                           WHERE e.source = '{source}' AND e.status = 'success' GROUP BY e.run_id, e.metadata) run
                    WHERE  stored <> said
                    UNION ALL
                    SELECT 'a failure without a reason' FROM etl_runs
                    WHERE  source = '{source}' AND status = 'failed' AND coalesce(error_message, '') = ''
                    UNION ALL
                    SELECT 'a raw row that is neither row, failure nor revision: ' || id
                    FROM   raw_{source}
                    WHERE  id NOT IN (SELECT raw_id FROM asset_market_data WHERE source = '{source}'
                                      UNION SELECT raw_id FROM market_data_revisions WHERE source = '{source}'
                                      UNION SELECT raw_id FROM transform_failures WHERE source = '{source}')
                    UNION ALL
                    SELECT 'counts that are not those of the table' FROM transformations t
                    WHERE  t.source = '{source}' AND (silver_rows, failure_rows) IS DISTINCT FROM
                          ((SELECT count(*) FROM asset_market_data WHERE source = '{source}'),
                           (SELECT count(*) FROM transform_failures WHERE source = '{source}'))
                    """
                )
            ).Select(row => string.Create(CultureInfo.InvariantCulture, $"{source}: {row[0]}")),
        ];

    private static async Task<IReadOnlyList<Guid>> SuccessfulAsync(TestDatabase database, string source) =>
        [
            .. (
                await database.RowsAsync(
                    $"SELECT run_id::text FROM etl_runs WHERE source = '{source}' AND status = 'success' "
                        + "ORDER BY sequence"
                )
            ).Select(row => Guid.Parse(row[0]!)),
        ];
}
