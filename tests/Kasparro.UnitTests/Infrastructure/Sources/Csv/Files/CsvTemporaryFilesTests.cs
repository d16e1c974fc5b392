using System.IO.Compression;
using System.Net;
using System.Text;
using Kasparro.Application.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>What is unpacked or downloaded lies on the disk while it is read, and no longer.</summary>
[Platform("Linux,MacOsX"), NonParallelizable]
public sealed class CsvTemporaryFilesTests
{
    private const string Variable = "TMPDIR";

    private readonly string? _before = Environment.GetEnvironmentVariable(Variable);
    private readonly CsvFiles _files = new();
    private readonly CsvFiles _temporary = new();

    [SetUp]
    public void UseOurFolder() => Environment.SetEnvironmentVariable(Variable, _temporary.Folder);

    [TearDown]
    public void UseTheirFolder() => Environment.SetEnvironmentVariable(Variable, _before);

    [OneTimeTearDown]
    public void DeleteFolders()
    {
        _files.Dispose();
        _temporary.Dispose();
    }

    [TestCase(0, 0, true)]
    [TestCase(20, 0, false, Description = "cut")]
    [TestCase(0, 1, false, Description = "padded")]
    public async Task Nothing_is_left_of_a_packed_file(int lacks, int padding, bool isRead)
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(CsvProbe.Csv(1, 2)));
        byte[] bytes = [.. packed.ToArray()[..^lacks], .. new byte[padding]];
        await ReadAsync(CsvProbe.Source(_files.Put("a.csv.gz", bytes)), isRead);
    }

    [TestCase("Symbol,Name,Date,Close\nC,Coin,2020-01-01,1\n", true)]
    [TestCase("no header\n", false)]
    public async Task Nothing_is_left_of_a_download(string csv, bool isRead) =>
        await ReadAsync(
            CsvProbe.Source(
                "https://files.example/a.csv",
                new StubNetwork(_ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(csv) })
            ),
            isRead
        );

    private async Task ReadAsync(ISource source, bool isRead)
    {
        var seen = 0;
        try
        {
            await foreach (var page in CsvProbe.FetchAsync(source))
                seen += Directory.GetFiles(_temporary.Folder, "*", SearchOption.AllDirectories).Length;
        }
        catch (SourceException) when (!isRead) { }

        Assert.That(seen > 0, Is.EqualTo(isRead));
        Assert.That(Directory.GetFileSystemEntries(_temporary.Folder), Is.Empty);
    }
}
