using System.IO.Compression;
using System.Text;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>Packed files are known by their bytes.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
public sealed class CsvUnpackingTests : IDisposable
{
    private readonly CsvFiles _files = new();

    public void Dispose() => _files.Dispose();

    [TestCase("prices.csv.gz")]
    [TestCase("prices.csv")]
    public async Task Gzip_is_known_by_its_bytes(string name) =>
        Assert.That(
            await _files.ReadAsync(name, Gzip("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n")),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2 - -" })
        );

    [Test]
    public void A_gzip_that_was_cut_fails_the_run()
    {
        var packed = Gzip(
            "Symbol,Name,Date,Close\n"
                + string.Concat(Enumerable.Range(0, 5_000).Select(row => $"BTC,Bitcoin,2020-01-01,{row * 7919}\n"))
        );
        _files.Put("prices.csv.gz", packed[..(packed.Length / 2)]);

        Assert.That(CsvFiles.Refusal(_files.Folder).Class, Is.EqualTo(FailureClass.Transient));
    }

    [Test]
    public void A_gzip_that_was_cut_anywhere_fails_the_run()
    {
        var packed = Gzip("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n");
        for (var length = 2; length < packed.Length; length++)
        {
            _files.Put("prices.csv.gz", packed[..length]);
            Assert.That(CsvFiles.Refusal(_files.Folder).Class, Is.EqualTo(FailureClass.Transient), $"{length} bytes");
        }
    }

    [TestCase("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n", (byte)0x1F, Description = "of another gzip")]
    [TestCase("Symbol,Name,Date,Close\nBTC,Bitcoin,2020-01-01,2\n", (byte)0, Description = "padding")]
    [TestCase("Date\n", (byte)0, Description = "behind a file of a few bytes")]
    public void A_gzip_with_bytes_behind_it_that_are_no_whole_gzip_fails_the_run(string csv, byte behind)
    {
        _files.Put("prices.csv.gz", [.. Gzip(csv), behind]);

        Assert.That(CsvFiles.Refusal(_files.Folder).Class, Is.EqualTo(FailureClass.Transient));
    }

    [Test]
    public void A_zip_without_a_csv_is_refused_with_what_to_do()
    {
        var path = _files.Put("prices.zip", Zip(("readme.txt", "0"), (".b.csv", "0"), ("__MACOSX/a.csv", "0")));
        var refusal = CsvFiles.Refusal(path);

        Assert.That(refusal.Class, Is.EqualTo(FailureClass.Data));
        Assert.That(refusal.Sentence, Is.EqualTo($"{path} is a zip archive without any *.csv or *.tsv."));
    }

    [Test]
    public void A_zip_that_was_cut_fails_the_run()
    {
        var packed = Zip(("a.csv", CsvProbe.Csv(1)), ("b.csv", CsvProbe.Csv(2)));
        var path = _files.Put("prices.zip", packed[..(packed.Length / 2)]);
        var refusal = CsvFiles.Refusal(path);

        Assert.That(refusal.Class, Is.EqualTo(FailureClass.Transient));
        Assert.That(refusal.Sentence, Does.StartWith($"{path} cannot be unpacked: "));
    }

    [Test]
    public void A_zip_of_nothing_is_an_archive_too() =>
        Assert.That(
            CsvFiles.Refusal(_files.Put("prices.zip", Zip())).Sentence,
            Does.EndWith("is a zip archive without any *.csv or *.tsv.")
        );

    [TestCase(0, 0x01, "it has a password")]
    [TestCase(2, 12, "BZip2 and is not supported")]
    public void A_file_in_a_zip_that_cannot_be_unpacked_is_refused_by_its_name(int field, byte value, string why)
    {
        var packed = Zip(("a.csv", CsvProbe.Csv(1)));
        // The flags, then the method, of both headers of the entry.
        var headers = packed.AsSpan().LastIndexOf("PK\x01\x02"u8);
        (packed[6 + field], packed[headers + 8 + field]) = (value, value);
        var path = _files.Put("prices.zip", packed);
        var refusal = CsvFiles.Refusal(path);

        Assert.That(refusal.Class, Is.EqualTo(FailureClass.Data));
        Assert.That(refusal.Sentence, Does.StartWith($"{path}/a.csv cannot be unpacked: ").And.Contains(why));
    }

    [Test]
    public async Task Of_a_zip_every_csv_is_read()
    {
        var packed = Zip(
            ("b-usd.csv", CsvProbe.Csv(2)),
            ("readme.txt", CsvProbe.Csv(0)),
            ("a-usd.csv", CsvProbe.Csv(1)),
            ("c-usd.TSV", CsvProbe.Csv(3).Replace(',', '\t'))
        );

        Assert.That(
            (await _files.ReadAsync("prices.zip", packed)).Select(row => row.Split(' ')[3]),
            Is.EqualTo(new[] { "1", "2", "3" })
        );
    }

    [Test]
    public async Task Utf_16_is_read_with_separators_and_decimals_like_any_other_text() =>
        Assert.That(
            await _files.ReadAsync(
                "prices.csv",
                [
                    .. Encoding.Unicode.GetPreamble(),
                    .. Encoding.Unicode.GetBytes("Symbol;Name;Date;Close\nBTC;Bitcoin;2020-01-01;2,5\n"),
                ]
            ),
            Is.EqualTo(new[] { "BTC Bitcoin 2020-01-01T00:00:00 2.5 - -" })
        );

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create))
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Bytes(text));
            }

        return packed.ToArray();
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Bytes(text));
        return packed.ToArray();
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
