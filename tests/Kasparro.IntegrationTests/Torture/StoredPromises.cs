using Kasparro.Testing.Database;

namespace Kasparro.IntegrationTests.Torture;

/// <summary>What has to be true of a database whatever happened to the programs that wrote it.</summary>
internal sealed class StoredPromises(TestDatabase database)
{
    private readonly List<(long UpTo, string Digest)> _digests = [];
    private string _lastProgress = "";

    /// <summary>Between two rounds: what is there now must be there at the end, and progress never goes back.</summary>
    public async Task LookAsync()
    {
        _digests.Add(await DigestAsync(long.MaxValue));
        var progress =
            await database.ScalarAsync<string>(
                "SELECT coalesce(min(last_processed_at)::text, '') FROM etl_checkpoints WHERE source = 'coingecko'"
            ) ?? "";
        Assert.That(string.CompareOrdinal(progress, _lastProgress), Is.Not.Negative, "the checkpoint went back");
        _lastProgress = progress;
    }

    /// <param name="clocksAgree">Whether times of two programs can be compared.</param>
    public async Task AssertAsync(bool clocksAgree)
    {
        foreach (var (upTo, digest) in _digests)
            Assert.That((await DigestAsync(upTo)).Digest, Is.EqualTo(digest), $"Bronze up to {upTo} changed");
        Assert.That(await CountAsync("etl_runs WHERE duration_ms < 0"), Is.Zero, "durations below zero");
        foreach (var source in new[] { "coingecko", "coinpaprika" })
        {
            var table = $"raw_{source}";
            Assert.That(await CountAsync(table), Is.GreaterThan(0), "nothing was ingested, so nothing was tried");
            Assert.That(
                await CountAsync(
                    $"{table} r LEFT JOIN etl_runs USING (run_id) WHERE status IS DISTINCT FROM 'success'"
                ),
                Is.Zero,
                "rows of runs that did not succeed"
            );
            Assert.That(
                await CountAsync(table),
                Is.EqualTo(
                    await database.ScalarAsync<long>(
                        "SELECT sum((metadata->>'inserted')::bigint)::bigint FROM etl_runs "
                            + $"WHERE source = '{source}' AND status = 'success'"
                    )
                ),
                "rows that runs reported"
            );
            Assert.That(
                await CountAsync(
                    $"(SELECT source_id, payload_hash FROM {table} GROUP BY 1, 2 HAVING count(*) > 1) twice"
                ),
                Is.Zero,
                "rows stored twice"
            );
            Assert.That(
                await CountAsync(
                    "(SELECT started_at, lag(ended_at) OVER (ORDER BY sequence) AS before "
                        + $"FROM etl_runs WHERE source = '{source}') r WHERE before > started_at AND {clocksAgree}"
                ),
                Is.Zero,
                "runs that overlap"
            );
            Assert.That(
                await database.ScalarAsync<Guid>(
                    $"SELECT last_success_run_id FROM etl_checkpoints WHERE source = '{source}'"
                ),
                Is.EqualTo(
                    await database.ScalarAsync<Guid>(
                        $"SELECT run_id FROM etl_runs WHERE source = '{source}' AND status = 'success' "
                            + "ORDER BY sequence DESC LIMIT 1"
                    )
                )
            );
            Assert.That(
                await CountAsync(
                    $"(SELECT raw_id FROM asset_market_data WHERE source = '{source}' INTERSECT "
                        + $"SELECT raw_id FROM transform_failures WHERE source = '{source}') doubled"
                ),
                Is.Zero,
                "rows that succeeded and failed"
            );
        }

        Assert.That(
            await database.ScalarAsync<string>(
                "SELECT string_agg(source || ' ' || silver_rows || ' ' || failure_rows, ', ' "
                    + "ORDER BY source) FROM transformations"
            ),
            Is.EqualTo(
                await database.ScalarAsync<string>(
                    "SELECT string_agg(source || ' ' || coalesce(kept, 0) || ' ' || coalesce(failed, 0), ', ' "
                        + "ORDER BY source) FROM transformations "
                        + "LEFT JOIN (SELECT source, count(*) AS kept FROM asset_market_data GROUP BY source) m "
                        + "USING (source) "
                        + "LEFT JOIN (SELECT source, count(*) AS failed FROM transform_failures GROUP BY source) f "
                        + "USING (source)"
                )
            )
        );
    }

    /// <summary>Of all that Bronze held at one time.</summary>
    private async Task<(long UpTo, string Digest)> DigestAsync(long upTo)
    {
        var highest = Math.Min(
            upTo,
            await database.ScalarAsync<long>("SELECT coalesce(max(id), 0) FROM raw_coingecko")
        );
        return (
            highest,
            await database.ScalarAsync<string>(
                "SELECT md5(coalesce(string_agg(id || source_id || payload || run_id, ',' "
                    + $"ORDER BY id), '')) FROM raw_coingecko WHERE id <= {highest}"
            ) ?? ""
        );
    }

    private Task<long> CountAsync(string table) => database.ScalarAsync<long>($"SELECT count(*) FROM {table}");
}
