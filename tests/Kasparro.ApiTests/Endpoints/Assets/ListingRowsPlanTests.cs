using System.Diagnostics.CodeAnalysis;
using Kasparro.Infrastructure.Postgres.Assets;
using Kasparro.Infrastructure.Postgres.Connections;
using Microsoft.EntityFrameworkCore;

namespace Kasparro.ApiTests.Endpoints.Assets;

/// <summary>What is stored about the listings of one asset is found by indexes, however many there are.</summary>
internal sealed class ListingRowsPlanTests : ApiFixture
{
    private readonly ListingRows _rows = new(["coingecko:coin-7", "csv:BTC|a:b"]);

    [SetUp]
    public Task FillAsync() =>
        Database.ExecuteAsync(
            """
            INSERT INTO listing_labels (source, source_asset_id, symbol, name, first_seen, last_seen, last_raw_id)
            SELECT 'coingecko', 'coin-' || n, 'C' || n, 'Coin', now(), now(), n FROM generate_series(1, 20000) n
            UNION ALL VALUES ('csv', 'BTC|a:b', 'BTC', 'a:b', now(), now(), 1),
                             ('csv', 'coin-7', 'C', 'C', now(), now(), 2);
            INSERT INTO identity_decisions (action, rule, first_source, first_source_asset_id, second_source,
                second_source_asset_id, score, evidence, decided_at)
            SELECT 'link', 'name', 'coingecko', 'coin-' || n, 'coinpaprika', 'coin-' || n, 1, '{}', now()
            FROM   generate_series(1, 20000) n;
            ANALYZE listing_labels, identity_decisions;
            """
        );

    [Test]
    public async Task Only_rows_of_the_listings_are_found()
    {
        await using var connection = await Database.OpenConnectionAsync();
        await using var db = KasparroDatabase.ContextOn(connection);

        Assert.That(
            await _rows.Of(db.ListingLabels).Select(label => label.Source + " " + label.SourceAssetId).ToListAsync(),
            Is.EquivalentTo(new[] { "coingecko coin-7", "csv BTC|a:b" })
        );
        Assert.That(await _rows.Of(db.IdentityDecisions).CountAsync(), Is.EqualTo(1));
        Assert.That(await PlanAsync(_rows.Of(db.ListingLabels)), Does.Not.Contain("Seq Scan"));
        Assert.That(await PlanAsync(_rows.Of(db.IdentityDecisions)), Does.Not.Contain("Seq Scan"));
    }

    [SuppressMessage("Security", "CA2100", Justification = "The product's own query.")]
    private static async Task<string> PlanAsync<T>(IQueryable<T> query)
    {
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN {command.CommandText}";
        await using var line = await command.ExecuteReaderAsync();
        var plan = new List<string>();
        while (await line.ReadAsync())
            plan.Add(line.GetString(0));
        return string.Join('\n', plan);
    }
}
