-- find_ambiguous_symbols.sql
-- Which of some symbols more than one asset has. ($1 symbols)
SELECT symbol FROM assets WHERE symbol = ANY ($1) GROUP BY symbol HAVING count(*) > 1 ORDER BY symbol
