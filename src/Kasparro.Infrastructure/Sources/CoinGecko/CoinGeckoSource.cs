using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;
using Microsoft.Extensions.Logging;

namespace Kasparro.Infrastructure.Sources.CoinGecko;

/// <summary>
/// Every coin of <c>/coins/markets</c> in US dollars. The server cuts the page size as it likes and coins move between
/// pages during the walk, so it goes on until an empty page and keeps whatever it receives: Bronze knows what it has.
/// </summary>
internal sealed partial class CoinGeckoSource(
    UpstreamClient upstream,
    CoinGeckoOptions options,
    int maxPages,
    bool isKeyless,
    ILogger<CoinGeckoSource> log
) : ISource
{
    public const string Name = "coingecko";

    public SourceDescription Description { get; } =
        new()
        {
            Name = Name,
            Title = "CoinGecko",
            TransformVersion = CoinGeckoMapping.Version,
            Fields = CoinGeckoMapping.Fields,
            SlugOf = static id => id,
            Cadence = options.Cadence,
            TimeLimit = options.TimeLimit,
            MonthlyRequests = options.EffectiveMonthlyRequests,
            Scope = $"{maxPages} pages of {options.PageSize}",
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
        for (var (number, records) = (1, 0L); ; number++)
        {
            var response = await upstream.GetArrayAsync(walk.Address(number), number, context, ct);
            if (response.Elements.Count == 0 && context.Expected.IsShort(records))
                response = await upstream.GetArrayAsync(walk.Address(number), number, context, ct);
            records += response.Elements.Count;
            if (walk.IsPastTheEnd(number, response, context.Metrics))
                yield break;

            context.Metrics.CountPage();
            foreach (var part in response.Parts())
            {
                walk.Note(part);
                yield return new SourcePage(number, part);
            }

            walk.EndPage(number);
            if (walk.IsLast(number))
                yield break;
        }
    }

    public Mapping Map(ReadOnlyMemory<byte> payload) => CoinGeckoMapping.Map(payload.Span);

    public IReadOnlyList<FieldOrigin> FieldsOf(ReadOnlyMemory<byte> payload) => CoinGeckoMapping.FieldsOf(payload.Span);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "CoinGecko requests carry no key: slow, {MaxPages} pages at most. Set COINGECKO_API_KEY to lift this"
    )]
    private static partial void LogKeyless(ILogger log, int maxPages);
}
