-- notify_commit.sql
-- Tells who listens that Silver changed. Sent with the commit of this transaction, and not at all without one.
NOTIFY kasparro_silver
