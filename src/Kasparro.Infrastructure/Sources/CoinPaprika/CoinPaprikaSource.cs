using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>
/// Every coin of <c>/tickers</c>: one request, handed on in parts so that nobody has to hold all records at once.
/// </summary>
internal sealed class CoinPaprikaSource(UpstreamClient upstream, CoinPaprikaOptions options) : ISource
{
    public const int RecordsPerPage = 500;

    public SourceDescription Description { get; } =
        new()
        {
            Name = CoinPaprikaModule.SourceName,
            Title = "CoinPaprika",
            TransformVersion = CoinPaprikaMapping.Version,
            Cadence = options.Cadence,
            TimeLimit = options.TimeLimit,
            HomePage = new Uri("https://coinpaprika.com"),
            Terms = new Uri("https://coinpaprika.com/terms-of-use"),
        };

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var answer = await upstream.GetArrayAsync("tickers?quotes=USD", page: null, context, ct);
        var pages = answer.Elements.Chunk(RecordsPerPage).ToList();
        context.Metrics.ExpectPages(pages.Count);

        for (var number = 1; number <= pages.Count; number++)
        {
            context.Metrics.CountPage();
            yield return new SourcePage(
                number,
                [.. pages[number - 1].Select(ticker => RawRecord.From(CoinPaprikaMapping.Id(ticker.Span), ticker))]
            );
        }
    }

    public Mapping Map(ReadOnlyMemory<byte> payload) => CoinPaprikaMapping.Map(payload.Span);
}
