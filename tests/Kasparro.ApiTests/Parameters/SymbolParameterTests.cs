using System.Net;

namespace Kasparro.ApiTests.Parameters;

internal sealed class SymbolParameterTests : ApiFixture
{
    [Test]
    public async Task Symbols_that_name_none_are_refused(
        [Values("/data", "/prices", "/assets")] string route,
        [Values(",", "%20", "btc&symbol=,%20,")] string symbol
    )
    {
        var problem = await GetAsync($"{route}?symbol={symbol}", HttpStatusCode.BadRequest);

        Assert.That(problem.GetProperty("detail").GetString(), Is.EqualTo("symbol must name a symbol."));
    }
}
