using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Kasparro.Domain.MarketData;
using Kasparro.Infrastructure.Sources.Csv.Layouts;
using Kasparro.Infrastructure.Sources.Csv.Options;
using Kasparro.Infrastructure.Sources.Csv.Rows;
using Kasparro.Infrastructure.Sources.Csv.Values;
using Kasparro.Testing;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>What holds for any text, tried on many.</summary>
public sealed class CsvPropertiesTests
{
    private static readonly Config s_quiet = Properties.Tried(1_000);

    /// <summary>
    /// Cells made of what could go wrong: separators, quotes, line breaks, escapes, astral characters, digits.
    /// </summary>
    private static readonly Gen<string> s_cell =
        from parts in Gen.Elements(
                ",",
                "\"",
                "\"\"",
                "\r\n",
                "\n",
                "\r",
                "\\",
                "\t",
                " ",
                "'",
                "é",
                "🟥",
                "\u001f",
                "\u2028",
                "BTC",
                "-",
                "+",
                "$",
                ".",
                "e",
                "0",
                "1,234",
                "5",
                "/",
                ":"
            )
            .ListOf()
        select string.Concat(parts);

    [Test]
    public void Any_table_comes_back_cell_for_cell()
    {
        var tables = from width in Gen.Choose(2, 6) from rows in s_cell.ArrayOf(width).NonEmptyListOf() select rows;
        Prop.ForAll(
                tables.ToArbitrary(),
                rows =>
                {
                    var header = string.Join(',', Enumerable.Range(0, rows[0].Length).Select(column => $"h{column}"));
                    var csv =
                        header
                        + "\n"
                        + string.Join(
                            "\r\n",
                            rows.Select(row =>
                                string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\""))
                            )
                        );
                    var read = CsvProbe.ReadAsync(csv).GetAwaiter().GetResult();
                    Assert.That(
                        read.Select(record =>
                            JsonDocument
                                .Parse(record.Json)
                                .RootElement.EnumerateObject()
                                .Select(cell => cell.Value.GetString())
                        ),
                        Is.EqualTo(rows)
                    );
                }
            )
            .Check(s_quiet);
    }

    [Test]
    public void However_a_stream_is_cut_the_records_are_the_same()
    {
        var csv = Encoding.UTF8.GetBytes(
            "Symbol,Name\r\n"
                + string.Concat(Enumerable.Range(0, 50).Select(number => $"S{number},\"é\r\n\"\"🟥\"\"\"\r\n"))
        );
        var whole = CsvProbe.ReadAsync(csv).GetAwaiter().GetResult();
        for (var size = 1; size < 40; size++)
        {
            var cut = new List<(string, string)>();
            foreach (
                var page in new CsvPages(1_024)
                    .ReadAsync(
                        "cut.csv",
                        CsvProbe.Content(new CutStream(csv, size)),
                        CsvLayout.Unknown,
                        CancellationToken.None
                    )
                    .ToBlockingEnumerable()
            )
                cut.AddRange(page.Select(record => (record.SourceId, Encoding.UTF8.GetString(record.Payload.Span))));

            Assert.That(cut, Is.EqualTo(whole), $"{size} bytes at a time");
        }
    }

    [Test]
    public void A_number_has_the_digits_of_its_cell() =>
        Prop.ForAll(
                s_cell.ToArbitrary(),
                cell =>
                {
                    var field = CsvNumber.Read("Close", cell);
                    if (field.Kind != FieldKind.Number)
                        return;
                    var begin = cell.TrimStart(' ', '\t', '\r', '\n', '$', '+', '-', '\u2028');
                    var inserted = begin is ['.' or ',', ..] ? "0" : "";
                    Assert.That(Digits(field.Text!), Is.EqualTo(inserted + Digits(cell)), cell);
                }
            )
            .Check(s_quiet);

    [Test]
    public void No_cell_makes_the_mapping_throw_and_every_row_maps_under_the_id_it_was_stored_by()
    {
        var rows = s_cell.ArrayOf(6).ToArbitrary();
        Prop.ForAll(
                rows,
                cells =>
                {
                    var csv =
                        "Symbol,Name,Date,Close,Volume,Marketcap\n"
                        + string.Join(',', cells.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\""));
                    foreach (var record in CsvProbe.ReadAsync(csv).GetAwaiter().GetResult())
                    {
                        CsvProbe.Map(record.Json);
                        var certain = record
                            .Json.Replace(Key("Date", cells[2]), "\"Date\":\"2020-01-01\"")
                            .Replace(Key("Close", cells[3]), "\"Close\":\"1\"");
                        if (CsvProbe.Map(certain) is Mapping.Accepted { Observation: var observation })
                            Assert.That(observation.SourceAssetId, Is.EqualTo(record.Id));
                    }
                }
            )
            .Check(s_quiet);
    }

    [Test]
    public void Any_bytes_give_a_reason_and_no_exception() =>
        Prop.ForAll<byte[]>(bytes =>
                Assert.That(
                    new CsvMapping(new CsvTime(TimeZoneInfo.Utc, CsvDateOrder.Mdy)).Read(bytes),
                    Is.InstanceOf<Mapping.Rejected>()
                )
            )
            .Check(s_quiet);

    [Test]
    public void Different_pairs_of_symbol_and_name_have_different_ids()
    {
        var part = Gen.Elements("|", "%", "7C", "25", "A", "B").NonEmptyListOf().Select(string.Concat);
        var ids = new Dictionary<string, (string, string)>();
        foreach (var pair in part.Zip(part).Sample(2_000, 6))
        {
            var id = CsvAssetId.Of(pair.Item1, pair.Item2)!;
            if (!ids.TryAdd(id, pair))
                Assert.That(ids[id], Is.EqualTo(pair));
        }

        Assert.That(ids, Has.Count.GreaterThan(500));
    }

    private static string Key(string header, string cell) => $"\"{header}\":{Json(cell)}";

    private static string Json(string cell)
    {
        var buffer = new byte[(Encoding.UTF8.GetByteCount(cell) * JsonCell.LongestEscape) + 2];
        return Encoding.UTF8.GetString(buffer, 0, JsonCell.Write(Encoding.UTF8.GetBytes(cell), buffer));
    }

    private static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private sealed class CutStream(byte[] bytes, int size) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
