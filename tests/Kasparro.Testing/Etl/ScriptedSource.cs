using System.Runtime.CompilerServices;
using Kasparro.Application.Sources;
using Kasparro.Domain.Bronze;
using Kasparro.Domain.Drift;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.CoinGecko;

namespace Kasparro.Testing.Etl;

/// <summary>
/// A source that sends what a test tells it to, in CoinGecko's shape, under any name that has a raw table.
/// </summary>
public sealed class ScriptedSource(string name) : ISource
{
    private readonly List<IReadOnlyList<RawRecord>> _pages = [];

    public SourceDescription Description { get; private set; } =
        new()
        {
            Name = name,
            Title = name,
            TransformVersion = "scripted/1",
            Cadence = TimeSpan.FromHours(4),
            TimeLimit = TimeSpan.FromMinutes(10),
            HomePage = new Uri("https://example.invalid"),
        };

    /// <summary>
    /// Called before page N is sent (from 1), and once more with the number behind the last: where a test lets things
    /// go wrong or wait.
    /// </summary>
    public Func<int, CancellationToken, Task> BeforePage { get; set; } = (_, _) => Task.CompletedTask;

    public Func<ReadOnlyMemory<byte>, Mapping> Mapping { get; set; } =
        payload => CoinGeckoMapping.Map(new StoredRecord(payload));

    /// <summary>For records with an envelope; null where <see cref="Mapping"/> is enough.</summary>
    public Func<StoredRecord, Mapping>? RecordMapping { get; set; }

    /// <summary>Number of the first page that is sent; more than 1 where the ones before it were lost.</summary>
    public int FirstPage { get; init; } = 1;

    /// <summary>In how many parts each page is sent, all under its number.</summary>
    public int PartsOfPage { get; init; } = 1;

    /// <summary>Of the last run that asked; null where none has since <see cref="SendsNothing"/>.</summary>
    public FetchContext? LastContext { get; private set; }

    public ScriptedSource Sends(params Coin[] page) => Sends([.. page.Select(coin => coin.Record())]);

    public ScriptedSource Sends(IReadOnlyList<RawRecord> page)
    {
        _pages.Add(page);
        return this;
    }

    public ScriptedSource SendsNothing()
    {
        _pages.Clear();
        LastContext = null;
        return this;
    }

    public ScriptedSource WithVersion(string version)
    {
        Description = Description with { TransformVersion = version };
        return this;
    }

    public ScriptedSource Reads(DeclaredFields fields)
    {
        Description = Description with { Fields = fields };
        return this;
    }

    public ScriptedSource WithTimeLimit(TimeSpan limit) => With(description => description with { TimeLimit = limit });

    public ScriptedSource With(Func<SourceDescription, SourceDescription> change)
    {
        Description = change(Description);
        return this;
    }

    public async IAsyncEnumerable<SourcePage> FetchAsync(
        FetchContext context,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        LastContext = context;
        for (var number = 1; number <= _pages.Count; number++)
        {
            await BeforePage(number, ct);
            context.Metrics.CountPage();
            yield return new SourcePage(FirstPage + ((number - 1) / PartsOfPage), _pages[number - 1]);
        }

        await BeforePage(_pages.Count + 1, ct);
    }

    public Mapping Map(StoredRecord record) => RecordMapping?.Invoke(record) ?? Mapping(record.Payload);

    public IReadOnlyList<FieldOrigin> FieldsOf(StoredRecord record) => CoinGeckoMapping.FieldsOf(record);
}
