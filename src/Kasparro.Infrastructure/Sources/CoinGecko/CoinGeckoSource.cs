using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// Every coin of <c>/coins/markets</c> in US dollars. The server cuts the page size as it likes and coins move between
/// pages while
/// we walk, so the walk goes on until an empty page and keeps whatever it receives: Bronze knows what it has already.
/// </summary>
internal sealed partial class CoinGeckoSource(
    UpstreamClient upstream,
    CoinGeckoOptions options,
    int maxPages,
    bool isKeyless,
    ILogger<CoinGeckoSource> log
) : ISource
{
    public SourceDescription Description { get; } =
        new()
        {
            Name = CoinGeckoModule.SourceName,
            Title = "CoinGecko",
            TransformVersion = CoinGeckoMapping.Version,
            Cadence = options.Cadence,
            TimeLimit = options.TimeLimit,
            HomePage = new Uri("https://www.coingecko.com"),
            Terms = new Uri("https://www.coingecko.com/en/api_terms"),
            Attribution = "Data provided by CoinGecko",
        };

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        if (isKeyless)
            LogKeyless(log, maxPages);
        var walk = new CoinGeckoWalk(options.PageSize, maxPages);
        for (var number = 1; ; number++)
        {
            var answer = await upstream.GetArrayAsync(walk.Address(number), number, context, ct);
            if (walk.IsPastTheEnd(number, answer, context.Metrics))
                yield break;

            context.Metrics.CountPage();
            yield return new SourcePage(
                number,
                [.. answer.Elements.Select(coin => RawRecord.From(CoinGeckoMapping.Id(coin.Span), coin))]
            );
            if (walk.IsLast(number))
                yield break;
        }
    }

    public Mapping Map(ReadOnlyMemory<byte> payload) => CoinGeckoMapping.Map(payload.Span);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "CoinGecko is asked without a key: slowly, and for {MaxPages} pages. Set COINGECKO_API_KEY to lift this"
    )]
    private static partial void LogKeyless(ILogger log, int maxPages);
}
