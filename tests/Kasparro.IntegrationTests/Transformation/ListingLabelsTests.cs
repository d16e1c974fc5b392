using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Each label of a listing has the times of the first and the last record that gave it.</summary>
public sealed class ListingLabelsTests : EtlFixture
{
    private static readonly TestCaseData[] s_records =
    [
        Case("The name changes", "1 one One; 2 one Two; 3 one One", "one One 1-3 of 3; one Two 2-2 of 2"),
        Case("The symbol changes", "1 one One; 2 two One; 3 one One", "one One 1-3 of 3; two One 2-2 of 2"),
        Case("The records come in any order", "2 one One; 3 one One; 1 one One", "one One 1-3 of 2"),
        Case("One instant", "2 one One; 2 one Two; 2 one One", "one One 2-2 of 3; one Two 2-2 of 2"),
    ];

    private readonly ScriptedSource _source = new("coingecko");

    [TestCaseSource(nameof(s_records))]
    public async Task Labels_have_their_own_times_whatever_is_said_between(string records, string labels)
    {
        await using var etl = EtlProcess.With(Database, _source);
        _source.Sends(Coins(records));

        await etl.RunAsync("coingecko");

        Assert.That(await LabelsAsync(), Is.EqualTo(labels));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    [TestCaseSource(nameof(s_records))]
    public async Task So_they_have_where_each_record_comes_in_a_run_of_its_own(string records, string labels)
    {
        await using var etl = EtlProcess.With(Database, _source);
        foreach (var coin in Coins(records))
        {
            _source.SendsNothing().Sends(coin);
            await etl.RunAsync("coingecko");
        }

        Assert.That(await LabelsAsync(), Is.EqualTo(labels));
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }

    private static TestCaseData Case(string name, string records, string labels) =>
        new TestCaseData(records, labels).SetArgDisplayNames(name);

    private static Coin[] Coins(string records) =>
        [
            .. records
                .Split("; ")
                .Select(record => record.Split(' '))
                .Select(
                    (record, number) =>
                        new Coin(
                            "coin",
                            record[1],
                            record[2],
                            Price: $"{number + 1}",
                            LastUpdated: $"2026-01-0{record[0]}T00:00:00Z"
                        )
                ),
        ];

    private Task<string?> LabelsAsync() =>
        Database.ScalarAsync<string>(
            """
            SELECT string_agg(format('%s %s %s-%s of %s', lower(symbol), name,
                                     extract(day FROM first_seen AT TIME ZONE 'UTC'),
                                     extract(day FROM last_seen AT TIME ZONE 'UTC'), last_raw_id),
                              '; ' ORDER BY symbol, name)
            FROM   listing_labels
            """
        );
}
