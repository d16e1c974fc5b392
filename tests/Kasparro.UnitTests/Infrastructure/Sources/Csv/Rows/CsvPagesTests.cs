using System.Text;
using System.Text.Json;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Rows;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Rows;

public sealed class CsvPagesTests
{
    [Test]
    public async Task A_row_becomes_an_object_of_header_and_cell_text_in_the_order_of_the_header() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("Close,Name,Symbol\n007.50, Bitcoin ,BTC\n"),
            Is.EqualTo(new[] { """{"Close":"007.50","Name":" Bitcoin ","Symbol":"BTC"}""" })
        );

    [Test]
    public async Task Cells_that_a_short_row_lacks_are_absent() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("a,b,c\n1\n1,\n"),
            Is.EqualTo(new[] { """{"a":"1"}""", """{"a":"1","b":""}""" })
        );

    [Test]
    public async Task Cells_beyond_the_header_are_kept_under_their_position() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("a,b\n1,2,3,4\n5,6,7\n"),
            Is.EqualTo(
                new[] { """{"a":"1","b":"2","column_3":"3","column_4":"4"}""", """{"a":"5","b":"6","column_3":"7"}""" }
            )
        );

    [Test]
    public async Task Header_names_that_are_equal_or_empty_stay_as_they_are() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("a,,a,\n1,2,3,4\n"),
            Is.EqualTo(new[] { """{"a":"1","":"2","a":"3","":"4"}""" })
        );

    [Test, Property("EdgeCase", 48)]
    public async Task A_byte_order_mark_belongs_to_no_header_name() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("\uFEFFSNo,Name\r\n1,Shiba\r\n"),
            Is.EqualTo(new[] { """{"SNo":"1","Name":"Shiba"}""" })
        );

    [TestCase("a,b\n1,2\n3,4\n")]
    [TestCase("a,b\r\n1,2\r\n3,4")]
    [TestCase("a,b\r\n1,2\n3,4\r\n")]
    [TestCase("a,b\r1,2\r3,4")]
    [TestCase("\n\na,b\n\n1,2\n\r\n\n3,4\n\n")]
    [TestCase("\"a\",\"b\"\n\"1\",\"2\"\n\"3\",\"4\"\n")]
    [Property("EdgeCase", 48)]
    public async Task Line_ends_blank_lines_and_needless_quotes_make_no_difference(string csv) =>
        Assert.That(
            await CsvProbe.JsonOfAsync(csv),
            Is.EqualTo(new[] { """{"a":"1","b":"2"}""", """{"a":"3","b":"4"}""" })
        );

    [Test, Property("EdgeCase", 13)]
    public async Task Separators_line_breaks_and_doubled_quotes_inside_quotes_belong_to_the_cell() =>
        Assert.That(
            await CsvProbe.JsonOfAsync("a,b\n\"2,326,340,000\",\"x\r\ny \"\"z\"\"\"\n"),
            Is.EqualTo(new[] { """{"a":"2,326,340,000","b":"x\r\ny \"z\""}""" })
        );

    [Test]
    public async Task A_row_of_empty_cells_is_a_row() =>
        Assert.That(await CsvProbe.JsonOfAsync("a,b\n,\n"), Is.EqualTo(new[] { """{"a":"","b":""}""" }));

    [Test]
    public async Task A_header_without_rows_gives_no_page() => Assert.That(await CsvProbe.ReadAsync("a,b\n"), Is.Empty);

    [Test, Property("EdgeCase", 41)]
    public async Task Any_text_comes_back_from_the_json_as_it_was_and_only_what_json_demands_is_escaped()
    {
        var controls = string.Concat(Enumerable.Range(1, 0x1F).Select(code => (char)code));
        var text = $"币安人生 🟥🟩 \u200bStable\u00a0 </script>&'+\u2028\u007f \\ {controls} \"";
        var json = (await CsvProbe.ReadAsync($"a\n\"{text.Replace("\"", "\"\"")}\"\n")).Single().Json;

        Assert.That(JsonDocument.Parse(json).RootElement.GetProperty("a").GetString(), Is.EqualTo(text));
        Assert.That(
            json,
            Does.StartWith("{\"a\":\"币安人生 🟥🟩 \u200bStable\u00a0 </script>&'+\u2028\u007f \\\\ \\u0001\\u0002")
        );
        Assert.That(json, Does.Contain("\\u0007\\b\\t\\n\\u000b\\f\\r\\u000e\\u000f\\u0010\\u0011"));
    }

    [Test]
    public async Task A_file_in_utf_16_is_read_by_its_byte_order_mark() =>
        Assert.That(
            (await CsvProbe.ReadAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("a\né\n")]))
                .Single()
                .Json,
            Is.EqualTo("""{"a":"é"}""")
        );

    [Test]
    public async Task Pages_hold_20000_records_and_the_last_one_the_rest()
    {
        var csv = "a\n" + string.Concat(Enumerable.Range(0, 42_001).Select(number => $"{number}\n"));
        var pages = new List<(int Count, string First)>();
        await foreach (
            var page in new CsvPages(1_024).ReadAsync(
                "a.csv",
                CsvProbe.Content(new MemoryStream(Encoding.UTF8.GetBytes(csv))),
                CsvLayout.Unknown,
                CancellationToken.None
            )
        )
            pages.Add((page.Count, Encoding.UTF8.GetString(page[0].Payload.Span)));

        Assert.That(
            pages,
            Is.EqualTo(new[] { (20_000, """{"a":"0"}"""), (20_000, """{"a":"20000"}"""), (2_001, """{"a":"40000"}""") })
        );
    }

    [Test]
    public async Task Long_rows_make_shorter_pages()
    {
        var row = new string('x', 1_000_000);
        var csv = "a\n" + string.Concat(Enumerable.Repeat(row + "\n", 20));
        var counts = new List<int>();
        await foreach (
            var page in new CsvPages(1_048_576).ReadAsync(
                "a.csv",
                CsvProbe.Content(new MemoryStream(Encoding.UTF8.GetBytes(csv))),
                CsvLayout.Unknown,
                CancellationToken.None
            )
        )
            counts.Add(page.Count);

        Assert.That(counts, Is.EqualTo(new[] { 9, 9, 2 }));
    }

    [Test]
    public async Task A_row_is_known_by_its_symbol_and_name_together()
    {
        var records = await CsvProbe.ReadAsync("Name,Symbol\nBitcoin,BTC\nBitcoin,BTC\nBTC|Bitcoin,A|B%7C\nB%7C|x,A\n");
        Assert.That(
            records.Select(record => record.Id),
            Is.EqualTo(new[] { "BTC|Bitcoin", "BTC|Bitcoin", "A%7CB%257C|BTC|Bitcoin", "A|B%7C|x" })
        );
    }

    [TestCase("Date,Close\n2020-01-01,1\n")]
    [TestCase("Symbol,Close\nBTC,1\n")]
    [TestCase("Symbol,Name\nBTC,\n")]
    [TestCase("Symbol,Name\n,Bitcoin\n")]
    [TestCase("Name,Symbol\nBitcoin\n")]
    [Property("EdgeCase", 47), Property("EdgeCase", 39)]
    public async Task A_row_without_symbol_or_name_is_known_by_its_content(string csv) =>
        Assert.That((await CsvProbe.ReadAsync(csv)).Single().Id, Does.Match("^sha256:[0-9a-f]{64}$"));

    [Test, Property("EdgeCase", 48)]
    public async Task Coins_may_take_turns_in_one_file()
    {
        var records = await CsvProbe.ReadAsync("Symbol,Name\nBTC,Bitcoin\nETH,Ethereum\nBTC,Bitcoin\nBTC,Other\n");
        Assert.That(
            records.Select(record => record.Id),
            Is.EqualTo(new[] { "BTC|Bitcoin", "ETH|Ethereum", "BTC|Bitcoin", "BTC|Other" })
        );
    }

    [Test]
    public async Task Rows_keep_their_own_ids_however_many_coins_take_turns()
    {
        var coins = Enumerable.Range(0, 3_000).Select(number => $"C{number},Coin {number}").Append("C,1Coin 1");
        var rows = string.Concat(coins.Select(coin => coin + "\n"));
        var records = await CsvProbe.ReadAsync($"Symbol,Name\n{rows}{rows}");

        var expected = coins.Select(coin => coin.Replace(',', '|')).ToList();
        Assert.That(records.Select(record => record.Id), Is.EqualTo(expected.Concat(expected)));
    }
}
