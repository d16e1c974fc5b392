using Kasparro.Application.Retention;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;

namespace Kasparro.IntegrationTests.Retention;

/// <summary>What archived records called a coin, and when.</summary>
public sealed class ArchivedLabelsTests : EtlFixture
{
    private readonly FakeTimeProvider _time = new(Clocks.Start);
    private readonly ScriptedSource _source = new("coingecko");
    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-archive").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public async Task Labels_are_as_they_were_after_several_archives_and_a_rebuild()
    {
        await using var etl = EtlProcess.With(
            Database,
            _time,
            new Dictionary<string, string?>
            {
                ["RETENTION_DAYS"] = "coingecko=30",
                ["RETENTION_ARCHIVE_PATH"] = _folder,
            },
            _source
        );
        foreach (var name in (string[])["Old", "Old", "New", "New"])
        {
            var at = $"{_time.GetUtcNow().AddHours(-1):yyyy-MM-ddTHH:mm:ssZ}";
            _source.SendsNothing().Sends(new Coin("a", "a", name, LastUpdated: at));
            await etl.RunAsync("coingecko");
            await etl.SendAsync(new ApplyRetention("coingecko"));
            _time.Advance(TimeSpan.FromDays(40));
        }

        await etl.SendAsync(new ApplyRetention("coingecko"));
        var before = await LabelsAsync();
        await etl.TransformAsync("coingecko", full: true, link: false);

        Assert.That(await CountAsync("raw_coingecko"), Is.Zero);
        Assert.That(before, Has.Count.EqualTo(2));
        Assert.That(before.Select(label => label[1]), Is.All.EqualTo("40"), "days from the first to the last record");
        Assert.That(await LabelsAsync(), Is.EqualTo(before));
        Assert.That(await Database.ScalarAsync<string>("SELECT name FROM assets"), Is.EqualTo("New"));

        await SilverTables.DropAsync(Database);
        await etl.TransformAsync("coingecko", full: true, link: false);
        Assert.That(await LabelsAsync(), Is.EqualTo(before), "after all of Silver was lost");
        Assert.That(await Database.ScalarAsync<string>("SELECT name FROM assets"), Is.EqualTo("New"));
    }

    private Task<IReadOnlyList<string?[]>> LabelsAsync() =>
        Database.RowsAsync(
            "SELECT name, extract(day FROM last_seen - first_seen)::text, first_seen::text, last_seen::text "
                + "FROM listing_labels ORDER BY name"
        );
}
