using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Http;

namespace Kasparro.Infrastructure.Sources.CoinPaprika;

/// <summary>Every coin of <c>/tickers</c>: one request, whose records are handed on in parts.</summary>
internal sealed class CoinPaprikaSource(UpstreamClient upstream, CoinPaprikaOptions options) : ISource
{
    public const string Name = "coinpaprika";

    public SourceDescription Description { get; } =
        new()
        {
            Name = Name,
            Title = "CoinPaprika",
            TransformVersion = CoinPaprikaMapping.Version,
            Fields = CoinPaprikaMapping.Fields,
            SlugOf = static id => id[(id.IndexOf('-', StringComparison.Ordinal) + 1)..],
            Cadence = options.Cadence,
            TimeLimit = options.TimeLimit,
            MonthlyRequests = options.EffectiveMonthlyRequests,
            Scope = "everything",
            HomePage = new Uri("https://coinpaprika.com"),
            Terms = new Uri("https://coinpaprika.com/terms-of-use"),
        };

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        const string Address = "tickers?quotes=USD";
        var response = await upstream.GetArrayAsync(Address, page: null, context, ct);
        if (context.Expected.IsShort(response.Elements.Count))
            response = await upstream.GetArrayAsync(Address, page: null, context, ct);
        context.Metrics.ExpectPages(response.PartCount);

        var number = 0;
        foreach (var records in response.Parts())
        {
            context.Metrics.CountPage();
            yield return new SourcePage(++number, records);
        }
    }

    public Mapping Map(ReadOnlyMemory<byte> payload) => CoinPaprikaMapping.Map(payload.Span);

    public IReadOnlyList<FieldOrigin> FieldsOf(ReadOnlyMemory<byte> payload) =>
        CoinPaprikaMapping.FieldsOf(payload.Span);
}
