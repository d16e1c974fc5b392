-- digest_live_market_data.sql
-- Every observation, in one order, as text, without the time it was written: what the digest is taken over.
COPY (SELECT asset_id, source, last_updated AT TIME ZONE 'UTC', price_usd, market_cap_usd, volume_24h_usd, raw_id
      FROM live_market_data ORDER BY source COLLATE "C", raw_id) TO STDOUT
