using System.Text;
using Kasparro.Application.Sources;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Rows;

public sealed class CsvBrokenFileTests
{
    [TestCase("", "prices.csv: it is empty; not even a header is there.")]
    [TestCase("\uFEFF", "prices.csv: it is empty; not even a header is there.")]
    [TestCase("\n\r\n", "prices.csv: it is empty; not even a header is there.")]
    [TestCase(
        "a,b\n1,2\n\"3,4\n5,6\n",
        "prices.csv, line 3: Malformed CSV in record 3 (line 3): a quoted field that is never closed (byte offset 17)."
    )]
    [TestCase(
        "a,\"b\n1,2\n",
        "prices.csv, line 1: Malformed CSV in record 1 (line 1): a quoted field that is never closed (byte offset 9)."
    )]
    [TestCase(
        "a,b\n\n\"1\n2\",3\nx\"y,4\n",
        "prices.csv, line 5: Malformed CSV in record 3 (line 5): a quote inside an unquoted field (byte offset 14)."
    )]
    [TestCase(
        "a,b\n\"x\"y,2\n",
        "prices.csv, line 2: Malformed CSV in record 2 (line 2): text after the closing quote of a "
            + "quoted field (byte offset 7)."
    )]
    [TestCase("a,b\n1,2\n3,\0\n", "prices.csv, line 3: there is a NUL byte; this is no text.")]
    [TestCase("<!DOCTYPE html>\n<html>\n", "prices.csv: it starts like HTML or XML, not with a header.")]
    public void A_file_that_is_no_csv_is_an_error_that_names_the_file_and_the_line(string csv, string sentence) =>
        AssertBroken(Encoding.UTF8.GetBytes(csv), sentence);

    [Test]
    public void Bytes_that_are_not_utf_8_are_an_error_in_a_row_and_in_the_header()
    {
        AssertBroken([.. "a,b\n1,2\n3,"u8, 0xE9, .. "\n"u8], "prices.csv, line 3: there are bytes that are not UTF-8.");
        AssertBroken([0x1F, 0x8B, 0x08, 0x01, .. "\n1\n"u8], "prices.csv, line 1: there are bytes that are not UTF-8.");
    }

    [TestCase(1_023, "prices.csv, line 3: the row has 1025 bytes; CSV_MAX_ROW_BYTES allows 1024.")]
    [TestCase(1_028, "prices.csv, line 3: the row has 1030 bytes; CSV_MAX_ROW_BYTES allows 1024.")]
    [TestCase(200_000, "prices.csv, line 3: Record 3 is longer than CSV_MAX_ROW_BYTES (1024 bytes).")]
    public void A_row_over_the_cap_is_an_error(int length, string sentence) =>
        AssertBroken(Encoding.UTF8.GetBytes($"a,b\n1,2\n{new string('x', length)},2\n"), sentence, maxRowBytes: 1_024);

    [Test]
    public async Task A_row_of_exactly_the_cap_is_read() =>
        Assert.That(
            await CsvProbe.ReadAsync($"a,b\n1,2\n{new string('x', 1_022)},2\n", maxRowBytes: 1_024),
            Has.Count.EqualTo(2)
        );

    [Test]
    public void An_unclosed_quote_in_a_large_file_ends_at_the_cap_not_at_the_end_of_memory() =>
        AssertBroken(
            Encoding.UTF8.GetBytes("a\n\"" + string.Concat(Enumerable.Repeat("1234567\n", 100_000))),
            "prices.csv, line 2: Record 2 is longer than CSV_MAX_ROW_BYTES (65536 bytes).",
            maxRowBytes: 65_536
        );

    private static void AssertBroken(byte[] csv, string sentence, int maxRowBytes = 1_024 * 1_024)
    {
        var failure = Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAsync(csv, maxRowBytes))!.Failure;
        Assert.That(
            failure,
            Is.EqualTo(
                new RunFailure(FailureClass.Data, sentence, "Correct the file or take it away; nothing of it was kept.")
            )
        );
    }
}
