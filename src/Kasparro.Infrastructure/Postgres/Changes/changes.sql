-- changes.sql
-- What changed in market data, in the order of commits, for clients that keep a copy.

-- name: commits_from
-- Commits from one on, in their order. Where a later one wrote its source from the beginning, the rows of an earlier
-- one come with that; its withdrawals do not.
SELECT c.commit_id, c.source, c.from_statement, c.to_statement, c.moved_from, c.moved_to,
       EXISTS (SELECT FROM silver_commits later
               WHERE  later.source = c.source AND later.commit_id > c.commit_id
               AND    later.from_statement = 0 AND later.moved_to IS NULL) AS comes_again
FROM   silver_commits c
WHERE  c.commit_id >= @commit_id
ORDER  BY c.commit_id
LIMIT  @limit

-- name: latest_commit
-- The id of the latest commit; null where there is none.
SELECT max(commit_id) FROM silver_commits

-- name: workers_lack_commits
-- Whether a worker of a Citus cluster has prepared a transaction that the coordinator may have committed already, or
-- cannot be asked.
SELECT EXISTS (SELECT FROM run_command_on_workers(
                   'SELECT count(*) FROM pg_prepared_xacts
                    WHERE database = current_database() AND gid LIKE ''citus\_%''')
               WHERE NOT success OR result <> '0')

-- name: changes_of_commit
-- Rows whose current statement is one of a commit, after one of them, in their order. A row that a later commit changed
-- again is among that one's. Costs what the page holds.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       d.statement_id, d.is_corrected
FROM  (SELECT *
       FROM  ((SELECT *, raw_id AS statement_id,
                      EXISTS (SELECT FROM market_data_revisions r
                              WHERE  r.asset_id = m.asset_id AND r.source = m.source
                              AND    r.last_updated = m.last_updated) AS is_corrected
               FROM   asset_market_data m
               WHERE  source = @source AND raw_id > @after AND raw_id <= @to AND sighting_id IS NULL
               ORDER  BY raw_id LIMIT @limit)
              UNION ALL
              -- What was said again replaced what was said in between.
              (SELECT *, sighting_id, true
               FROM   asset_market_data
               WHERE  source = @source AND sighting_id > @after AND sighting_id <= @to
               ORDER  BY sighting_id LIMIT @limit)) written
       ORDER  BY statement_id
       LIMIT  @limit) d
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.statement_id

-- name: rows_of_move
-- The rows of the asset and source that a commit moved rows to, after a time, oldest first. @after is in microseconds
-- since 1970.
SELECT d.asset_id, a.symbol, a.name, d.source,
       d.price_usd::text, d.market_cap_usd::text, d.volume_24h_usd::text, d.last_updated, d.created_at, d.updated_at,
       (extract(epoch FROM d.last_updated) * 1000000)::bigint AS position
FROM  (SELECT *
       FROM   asset_market_data
       WHERE  asset_id = @asset_id AND source = @source
       AND    last_updated > timestamptz 'epoch' + @after * interval '1 microsecond'
       ORDER  BY last_updated
       LIMIT  @limit) d
CROSS  JOIN LATERAL (SELECT symbol, name FROM assets WHERE asset_id = d.asset_id OFFSET 0) a
ORDER  BY d.last_updated

-- name: withdrawals_of_commit
-- Rows that a commit withdrew, after one of them.
SELECT ordinal, asset_id, source, last_updated
FROM   silver_withdrawals
WHERE  commit_id = @commit_id AND ordinal > @after
ORDER  BY ordinal
LIMIT  @limit
