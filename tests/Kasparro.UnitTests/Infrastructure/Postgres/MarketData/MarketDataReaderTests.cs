using Kasparro.Infrastructure.Postgres.Statements;
using Kasparro.Infrastructure.Sources;

namespace Kasparro.UnitTests.Infrastructure.Postgres.MarketData;

public sealed class MarketDataReaderTests
{
    [TestCase("data_of_sources_newest_first")]
    [TestCase("data_of_sources_oldest_first")]
    public void Every_source_has_a_branch_in_the_statements_of_several_sources(string statement)
    {
        var text = Sql.Find(statement).Text;

        Assert.Multiple(() =>
        {
            for (var branch = 1; branch <= SourceModules.All.Count; branch++)
                Assert.That(text.Split($"[{branch}]"), Has.Length.EqualTo(2));
            Assert.That(text, Does.Not.Contain($"[{SourceModules.All.Count + 1}]"));
        });
    }
}
