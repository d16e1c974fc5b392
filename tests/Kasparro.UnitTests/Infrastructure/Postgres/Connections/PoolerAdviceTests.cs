using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Connections;

public sealed class PoolerAdviceTests
{
    [TestCase(
        "aws-0-eu-central-1.pooler.supabase.com:6543",
        "Use Supabase's session mode, aws-0-eu-central-1.pooler.supabase.com:5432"
    )]
    [TestCase(
        "ep-cool-rain-123456-pooler.eu-central-1.aws.neon.tech:5432",
        "Use Neon's direct connection, ep-cool-rain-123456.eu-central-1.aws.neon.tech:5432"
    )]
    [TestCase("10.0.0.7:6432", "Use PostgreSQL's own host and port, or a pool with pool_mode = session")]
    [TestCase("/var/run/postgresql:5432", "Use PostgreSQL's own host and port, or a pool with pool_mode = session")]
    public void The_address_that_keeps_sessions_is_named(string address, string advice) =>
        Assert.That(PoolerAdvice.For(address), Is.EqualTo(advice));
}
