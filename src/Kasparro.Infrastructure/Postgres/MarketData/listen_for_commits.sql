-- listen_for_commits.sql
-- From here on this session is told of every commit to Silver. A role that may only read may listen.
LISTEN kasparro_silver
