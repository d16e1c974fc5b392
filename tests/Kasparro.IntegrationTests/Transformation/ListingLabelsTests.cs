using Kasparro.Testing.Etl;

namespace Kasparro.IntegrationTests.Transformation;

/// <summary>Each label of a listing has the times of the first and the last record that gave it.</summary>
public sealed class ListingLabelsTests : EtlFixture
{
    private readonly ScriptedSource _source = new("coingecko");

    [TestCase("1 one One; 2 one Two; 3 one One", "one One 1-3 of 3; one Two 2-2 of 2", TestName = "The name changes")]
    [TestCase("1 one One; 2 two One; 3 one One", "one One 1-3 of 3; two One 2-2 of 2", TestName = "The symbol changes")]
    [TestCase("2 one One; 3 one One; 1 one One", "one One 1-3 of 2", TestName = "The records come in any order")]
    [TestCase("2 one One; 2 one Two; 2 one One", "one One 2-2 of 3; one Two 2-2 of 2", TestName = "One instant")]
    public async Task Labels_have_their_own_times_whatever_is_said_between(string records, string labels)
    {
        await using var etl = EtlProcess.With(Database, _source);
        var number = 0;
        _source.Sends([
            .. records
                .Split("; ")
                .Select(record => record.Split(' '))
                .Select(record => new Coin(
                    "coin",
                    record[1],
                    record[2],
                    Price: $"{++number}",
                    LastUpdated: $"2026-01-0{record[0]}T00:00:00Z"
                )),
        ]);

        await etl.RunAsync("coingecko");

        Assert.That(
            await Database.ScalarAsync<string>(
                """
                SELECT string_agg(format('%s %s %s-%s of %s', lower(symbol), name,
                                         extract(day FROM first_seen AT TIME ZONE 'UTC'),
                                         extract(day FROM last_seen AT TIME ZONE 'UTC'), last_raw_id),
                                  '; ' ORDER BY symbol, name)
                FROM   listing_labels
                """
            ),
            Is.EqualTo(labels)
        );
        Assert.That((await etl.VerifyAsync()).Matches, Is.True);
    }
}
