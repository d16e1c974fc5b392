-- create_staged_observations.sql
-- One chunk of observations. The numbers are text: PostgreSQL reads their digits itself, so none is lost on the way.
CREATE TEMP TABLE staged_observations (asset_id uuid, last_updated timestamptz, price_usd text, market_cap_usd text, volume_24h_usd text, raw_id bigint) ON COMMIT DROP
