using System.Net.Http.Headers;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Kasparro.ApiTests.Endpoints.MarketData;

internal sealed class ParquetTests : ApiFixture
{
    [TestCase("97245.120", "97245.12")]
    [TestCase("0.123456789012345678901234", "0.123456789012345678901234")]
    [TestCase("99999999999999", "99999999999999")]
    [TestCase("1.1000000000000000000000000000", "1.1")]
    public async Task A_number_that_a_decimal_holds_is_one(string price, string expected)
    {
        var id = await Given.MarketDataAsync("BTC", "Bitcoin", price: price, volume: "1.10", at: ApiHost.Now);
        await Database.ExecuteAsync($"UPDATE asset_market_data SET updated_at = '{ApiHost.Now.AddMinutes(5):O}'");

        var rows = await RowsAsync("/data?format=parquet");

        Assert.That(rows["asset_id"].Single(), Is.EqualTo(id));
        Assert.That(Digits(rows["price_usd"].Single()), Is.EqualTo(expected));
        Assert.That(rows["price_usd_text"].Single(), Is.Null);
        Assert.That(Digits(rows["volume_24h_usd"].Single()), Is.EqualTo("1.1"));
        Assert.That(rows["market_cap_usd"].Single(), Is.Null);
        Assert.That(rows["market_cap_usd_text"].Single(), Is.Null);
        Assert.That(rows["last_updated"].Single(), Is.EqualTo(ApiHost.Now.UtcDateTime));
        Assert.That(rows["created_at"].Single(), Is.EqualTo(ApiHost.Now.AddMinutes(-1).UtcDateTime));
        Assert.That(rows["updated_at"].Single(), Is.EqualTo(ApiHost.Now.AddMinutes(5).UtcDateTime));
    }

    [TestCase("0.1234567890123456789012345")]
    [TestCase("100000000000000")]
    [TestCase("123456789012345678901234567890.5")]
    public async Task A_number_that_no_decimal_holds_is_a_text_and_never_rounded(string price)
    {
        await Given.MarketDataAsync("BTC", "Bitcoin", price: price);

        var rows = await RowsAsync("/data?format=parquet");

        Assert.That(rows["price_usd"].Single(), Is.Null);
        Assert.That(rows["price_usd_text"].Single(), Is.EqualTo(price));
    }

    [Test]
    public async Task More_rows_than_a_group_are_all_there_in_their_order()
    {
        await Database.ExecuteAsync(
            """
            INSERT INTO assets (asset_id, symbol, name) SELECT gen_random_uuid(), 'BTC', 'Bitcoin';
            INSERT INTO asset_market_data (asset_id, source, last_updated, price_usd, created_at, updated_at, raw_id)
            SELECT (SELECT asset_id FROM assets), 'coingecko', '2025-01-01Z'::timestamptz + n * interval '1 second', n,
                   now(), now(), n
            FROM   generate_series(1, 40000) n;
            """
        );

        var rows = await RowsAsync("/data?format=parquet&sort=last_updated");

        Assert.That(
            rows["price_usd"].Select(Digits),
            Is.EqualTo(Enumerable.Range(1, 40_000).Select(number => $"{number}"))
        );
    }

    [Test]
    public async Task No_rows_are_a_file_with_a_schema_that_says_how_numbers_are_written()
    {
        using var response = await Client.GetAsync("/data?format=parquet");
        await using var file = await ParquetReader.CreateAsync(await response.Content.ReadAsStreamAsync());

        Assert.That(file.Schema.DataFields.Select(field => field.Name).Take(7).Last(), Is.EqualTo("volume_24h_usd"));
        Assert.That(file.CustomMetadata["numbers"], Does.Contain("_text"));
        Assert.That(file.RowGroupCount, Is.Zero);
        Assert.That(response.Content.Headers.ContentDisposition?.FileName, Is.EqualTo("kasparro-data.parquet"));
    }

    [Test]
    public async Task The_accept_header_asks_for_it_too()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/data");
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/vnd.apache.parquet"));
        using var response = await Client.SendAsync(request);

        Assert.That(response.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/vnd.apache.parquet"));
    }

    private static string Digits(object? number) =>
        ((BigDecimal)number!).ToString() is var text && text.Contains('.', StringComparison.Ordinal)
            ? text.TrimEnd('0').TrimEnd('.')
            : text;

    private async Task<Dictionary<string, List<object?>>> RowsAsync(string address)
    {
        using var stream = new MemoryStream(await Client.GetByteArrayAsync(address));
        await using var file = await ParquetReader.CreateAsync(stream, new ParquetOptions { UseBigDecimal = true });
        var columns = file.Schema.DataFields.ToDictionary(field => field.Name, _ => new List<object?>());
        for (var at = 0; at < file.RowGroupCount; at++)
        {
            using var group = file.OpenRowGroupReader(at);
            foreach (var field in file.Schema.DataFields)
                columns[field.Name].AddRange((await ReadAsync(group, field)).Cast<object?>());
        }

        return columns;
    }

    private static async Task<Array> ReadAsync(ParquetRowGroupReader group, DataField field)
    {
        var rows = (int)group.RowCount;
        if (field is DateTimeDataField)
        {
            var times = new DateTime[rows];
            await group.ReadAsync<DateTime>(field, times);
            return times;
        }

        if (field.Name.EndsWith("_usd", StringComparison.Ordinal))
        {
            var numbers = new BigDecimal?[rows];
            await group.ReadAsync<BigDecimal>(field, numbers);
            return numbers;
        }

        if (field.Name == "asset_id")
        {
            var ids = new Guid[rows];
            await group.ReadAsync<Guid>(field, ids);
            return ids;
        }

        var texts = new string[rows];
        await group.ReadAsync(field, texts);
        return texts;
    }
}
