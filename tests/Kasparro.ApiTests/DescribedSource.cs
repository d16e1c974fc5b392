using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;

namespace Kasparro.ApiTests;

/// <summary>A source that the API may describe, and must never fetch from.</summary>
internal sealed class DescribedSource(string name, TimeSpan cadence, bool requiresKey = false) : ISource
{
    public SourceDescription Description { get; } =
        new()
        {
            Name = name,
            Title = $"The {name}",
            TransformVersion = "1",
            Cadence = cadence,
            TimeLimit = TimeSpan.FromMinutes(10),
            RequiresKey = requiresKey,
            IsStatic = name == "csv",
            HomePage = new Uri($"https://{name}.example"),
            Attribution = $"Data by {name}",
        };

    public IAsyncEnumerable<SourcePage> FetchAsync(FetchContext context, CancellationToken ct) =>
        throw new InvalidOperationException("The API fetched from a source.");

    public Mapping Map(StoredRecord record) => throw new InvalidOperationException("The API mapped a payload.");

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => CoinGeckoMapping.FieldsOf(record);
}
