using Kasparro.Application.Retention;
using Kasparro.Testing;
using Kasparro.Testing.Etl;
using Microsoft.Extensions.Time.Testing;
using Parquet;

namespace Kasparro.IntegrationTests.Retention;

public sealed class LargeArchiveTests : EtlFixture
{
    /// <summary>More than are read from Bronze at once.</summary>
    private const int Records = 5_001;

    private string _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("kasparro-archive").FullName;

    [TearDown]
    public void RemoveFolder() => Directory.Delete(_folder, recursive: true);

    [Test, Promise(1)]
    public async Task All_records_that_leave_bronze_are_in_the_file_however_many_they_are()
    {
        var time = new FakeTimeProvider(Clocks.Start);
        var source = new ScriptedSource("coingecko");
        var settings = new Dictionary<string, string?>
        {
            ["RETENTION_DAYS"] = "coingecko=30",
            ["RETENTION_ARCHIVE_PATH"] = _folder,
        };
        await using var etl = EtlProcess.With(Database, time, settings, source);
        source.Sends([
            .. Enumerable.Range(0, Records).Select(minute => CoinAt(new DateTime(2026, 2, 1).AddMinutes(minute))),
        ]);
        await etl.RunAsync("coingecko");
        time.Advance(TimeSpan.FromDays(60));
        source.Sends(CoinAt(new DateTime(2026, 4, 29)));
        await etl.RunAsync("coingecko");

        var result = await etl.SendAsync(new ApplyRetention("coingecko"));

        Assert.That((result.Archived, await CountAsync("raw_coingecko")), Is.EqualTo((Records, 1)));
        Assert.That(await IdsInFileAsync(), Is.EqualTo(Enumerable.Range(1, Records)));
    }

    private static Coin CoinAt(DateTime time) => new("bitcoin", LastUpdated: $"{time:yyyy-MM-ddTHH:mm:ss}Z");

    private async Task<List<long>> IdsInFileAsync()
    {
        await using var stream = File.OpenRead(Directory.GetFiles(_folder).Single());
        await using var file = await ParquetReader.CreateAsync(stream);
        var field = file.Schema.DataFields.Single(field => field.Name == "id");
        var all = new List<long>();
        for (var at = 0; at < file.RowGroupCount; at++)
        {
            using var group = file.OpenRowGroupReader(at);
            var ids = new long[group.RowCount];
            await group.ReadAsync<long>(field, ids);
            all.AddRange(ids);
        }

        return all;
    }
}
