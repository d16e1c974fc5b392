using Kasparro.Application.Changes;
using Kasparro.Testing.Database;
using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Changes;

/// <summary>A client that keeps a copy of Silver by following its changes, and nothing else.</summary>
internal sealed class FollowingClient(EtlProcess process)
{
    /// <summary>More than any test has: changes that lead in circles must fail and not hang.</summary>
    private const int MostPages = 10_000;

    private readonly SortedDictionary<(string Asset, string Source, DateTimeOffset At), string> _copy = [];

    private ChangePosition _position = ChangePosition.Beginning;

    public List<Change> Received { get; } = [];

    /// <summary>One request.</summary>
    public async Task<bool> ReadAsync(int limit)
    {
        var page = await process.SendAsync(new ListChanges(_position, limit, TimeSpan.Zero));
        _position = page.Next;
        foreach (var change in page.Changes)
        {
            Received.Add(change);
            if (change.LastUpdated is not { } at)
            {
                Forget(change.AssetId.ToString(), change.Source);
                continue;
            }

            var key = (change.AssetId.ToString(), change.Source, at);
            if (change.Row is { } row)
                _copy[key] = $"{row.PriceUsd.Digits} {row.MarketCapUsd?.Digits} {row.Volume24hUsd?.Digits}";
            else
                _copy.Remove(key);
        }

        Assert.That(page.Changes, Has.Count.LessThanOrEqualTo(limit));
        return page.HasMore;
    }

    private void Forget(string asset, string source)
    {
        foreach (var key in _copy.Keys.Where(key => key.Asset == asset && key.Source == source).ToList())
            _copy.Remove(key);
    }

    public async Task ReadAllAsync(int limit = 100)
    {
        for (var page = 1; await ReadAsync(limit); page++)
            Assert.That(page, Is.LessThan(MostPages), "the changes have no end");
    }

    public IEnumerable<string> Copy() =>
        _copy.Select(row => $"{row.Key.Asset} {row.Key.Source} {row.Key.At.ToUnixTimeMilliseconds()} {row.Value}");

    public static async Task<IEnumerable<string>> SilverAsync(TestDatabase database) =>
        (
            await database.RowsAsync(
                "SELECT asset_id::text || ' ' || source || ' ' "
                    + "|| (extract(epoch FROM last_updated) * 1000)::bigint || ' ' || price_usd || ' ' "
                    + "|| coalesce(market_cap_usd::text, '') || ' ' || coalesce(volume_24h_usd::text, '') "
                    + "FROM asset_market_data ORDER BY asset_id::text COLLATE \"C\", source COLLATE \"C\", last_updated"
            )
        ).Select(row => row[0]!);
}
