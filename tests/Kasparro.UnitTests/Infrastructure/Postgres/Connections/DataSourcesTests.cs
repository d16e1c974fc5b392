using Kasparro.Infrastructure.Postgres.Connections;

namespace Kasparro.UnitTests.Infrastructure.Postgres.Connections;

public sealed class DataSourcesTests
{
    [TestCase("Host=one", DatabaseUse.Reads, false)]
    [TestCase("Host=one,two", DatabaseUse.Reads, true)]
    [TestCase("Host=one,two;Target Session Attributes=prefer-standby", DatabaseUse.Reads, true)]
    [TestCase("Host=one,two", DatabaseUse.Work, false)]
    public async Task Reads_from_several_hosts_may_lag_whichever_of_them_is_wanted(
        string address,
        DatabaseUse use,
        bool mayLag
    )
    {
        await using var database = DataSources.Open($"{address};Username=kasparro", use, logs: null);

        Assert.That(database.MayLag, Is.EqualTo(mayLag));
    }
}
