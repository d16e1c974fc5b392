using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kasparro.Domain.Drift;
using Kasparro.Domain.Drift.Profiles;
using Kasparro.Domain.RunChecks;
using Kasparro.Infrastructure.Sources.CoinGecko;
using Kasparro.Infrastructure.Sources.CoinPaprika;
using Kasparro.Testing.Sources;
using Kasparro.UnitTests.Domain.RunChecks;

namespace Kasparro.UnitTests.Domain.Drift;

/// <summary>What is seen of the changes that providers really made, one recorded response after the other.</summary>
public sealed class RecordedDriftTests
{
    [Test]
    public void Quiet_hours_raise_nothing() =>
        Assert.That(
            Words(Changes(CoinGeckoMapping.Fields, RecordedData.Files("coingecko/series_currencycap/*.json"))),
            Is.Empty
        );

    [Test]
    public void A_backend_that_writes_whole_seconds_is_information() =>
        Assert.That(
            Words(Changes(CoinGeckoMapping.Fields, RecordedData.Files("coingecko/series_blockstate/*.json"))),
            Is.EqualTo([
                "20260723T0442Z ath_date: format_changed, iso_time_fraction → iso_time (Info)",
                "20260723T0442Z last_updated: format_changed, iso_time_fraction → iso_time (Info)",
                "20260723T0442Z market_cap_change_24h: presence_shifted, null → more often null (Info)",
                "20260723T0442Z market_cap_change_percentage_24h: presence_shifted, null → more often null (Info)",
                "20260723T0442Z price_change_24h: presence_shifted, null → more often null (Info)",
            ])
        );

    [Test]
    public void Coins_that_leave_the_list_change_no_schema_and_are_missing_assets()
    {
        var files = RecordedData.Files(
            "coingecko/series_blockstate/markets_20260202*.json",
            "coingecko/series_blockstate/markets_20260205T0251Z.json"
        );
        var (before, now) = (Assets(files[0]), Assets(files[1]));
        var earlier = Given.Earlier(8);
        var facts = Given.Source(Given.Run(), earlier) with
        {
            Assets = earlier
                .ToDictionary(run => run.RunId, _ => before)
                .Append(new(Given.Run().RunId, now))
                .ToDictionary(),
        };

        var check = Given.Judge(CheckType.MissingAssets, facts);

        Assert.That(Words(Changes(CoinGeckoMapping.Fields, files)), Is.Empty);
        Assert.That((check.Severity, check.Current), Is.EqualTo((Severity.Critical, (double?)68)));
    }

    [Test]
    public void What_CoinGecko_changed_over_the_years_is_nothing_that_we_read()
    {
        var changes = Words(Changes(CoinGeckoMapping.Fields, RecordedData.Files("coingecko/markets_*.json"))).ToList();

        Assert.That(changes, Has.All.EndsWith("(Info)"));
        Assert.That(
            changes.Where(change => !change.Contains("_in_currency", StringComparison.Ordinal)),
            Is.EqualTo([
                "2023-11-20 fully_diluted_valuation: presence_shifted, null → less often null (Info)",
                "2024-09-13 image: format_changed, assets.coingecko.com → coin-images.coingecko.com (Info)",
                "2024-09-13 quantity: added, absent → present (Info)",
                "2025-02-09 quantity: removed, present → absent (Info)",
            ])
        );
    }

    [Test]
    public void Quotes_in_won_only_are_critical() =>
        Assert.That(
            Words(Changes(CoinPaprikaMapping.Fields, RecordedData.Files("coinpaprika/tickers_*.json"))),
            Is.EqualTo([
                "2022-11-17 quotes.USD: removed, present → absent (Info)",
                "2022-11-17 quotes.USD.market_cap: removed, present → absent (Warning)",
                "2022-11-17 quotes.USD.price: removed, present → absent (Critical)",
                "2022-11-17 quotes.USD.volume_24h: removed, present → absent (Warning)",
            ])
        );

    [Test]
    public void A_supply_that_is_no_longer_sent_is_information()
    {
        var before = Records(RecordedData.Files("coinpaprika/tickers_2021*.json").Single());
        var now = before.ConvertAll(Without);

        Assert.That(
            Words(Changes(CoinPaprikaMapping.Fields, [("2021", before), ("2024", now)])),
            Is.EqualTo(["2024 circulating_supply: removed, present → absent (Info)"])
        );

        static byte[] Without(byte[] record)
        {
            var coin = JsonNode.Parse(record)!.AsObject();
            coin.Remove("circulating_supply");
            return Encoding.UTF8.GetBytes(coin.ToJsonString());
        }
    }

    private static IEnumerable<string> Words(IEnumerable<(string File, SchemaChange Change)> changes) =>
        changes.Select(found =>
            $"{found.File} {found.Change.Path}: "
            + $"{JsonNamingPolicy.SnakeCaseLower.ConvertName(found.Change.Kind.ToString())}, {found.Change.From} → "
            + $"{found.Change.To} ({found.Change.Severity})"
        );

    private static AssetFingerprints Assets(string file) =>
        AssetFingerprints.Of(Records(file).Select(Id).Select(AssetFingerprint.Of));

    private static List<byte[]> Records(string file) => [.. RecordedData.Records(file).Select(Encoding.UTF8.GetBytes)];

    private static IEnumerable<(string File, SchemaChange Change)> Changes(
        DeclaredFields fields,
        IReadOnlyList<string> files
    ) => Changes(fields, [.. files.Select(file => (Path.GetFileName(file).Split('_', '.')[1], Records(file)))]);

    private static IEnumerable<(string File, SchemaChange Change)> Changes(
        DeclaredFields fields,
        IReadOnlyList<(string File, List<byte[]> Records)> responses
    )
    {
        SchemaProfile? known = null;
        IReadOnlyList<SchemaChange> changes = [];
        var last = new Dictionary<string, byte[]>();
        foreach (var (file, records) in responses.Where(response => response.Records.Count > 0))
        {
            var profile = new RecordProfile(fields.Read, fields.Keyed);
            foreach (var record in records)
                profile.Add(record);
            var current = profile.ToProfile();
            var now = records.DistinctBy(Id).ToDictionary(Id);
            if (known is not null)
            {
                var comparison = new SchemaComparison(known, current, fields, changes);
                var pairs = now.Where(record => last.ContainsKey(record.Key))
                    .Select(record => new RecordPair(last[record.Key], record.Value));
                var before = changes;
                changes = comparison.Find([.. pairs]);
                foreach (var change in changes.Where(change => !before.Contains(change)))
                    yield return (file, change);
            }

            known = known is null ? current : KnownSchema.After(known, current, changes);
            foreach (var (id, record) in now)
                last[id] = record;
        }
    }

    private static string Id(byte[] record)
    {
        using var document = JsonDocument.Parse(record);
        return document.RootElement.GetProperty("id").GetString()!;
    }
}
