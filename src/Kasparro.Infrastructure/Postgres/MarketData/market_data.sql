-- market_data.sql
-- What pages of market data need besides their rows, and how a reader is notified of a commit.

-- name: find_ambiguous_symbols
-- Which of some symbols more than one asset has.
SELECT symbol FROM assets WHERE symbol = ANY (@symbols) GROUP BY symbol HAVING count(*) > 1 ORDER BY symbol

-- name: silver_version
-- A number that every commit to Silver raises, as the view counts it.
SELECT version FROM silver_version

-- name: listen_for_commits
-- From here on this session is notified of every commit to Silver. A role that may only read may listen.
LISTEN kasparro_silver
