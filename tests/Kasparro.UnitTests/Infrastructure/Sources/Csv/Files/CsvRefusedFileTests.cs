using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Domain.Runs;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv.Files;

/// <summary>A file of a folder that cannot give a row costs itself, and is named.</summary>
public sealed class CsvRefusedFileTests
{
    private const string NoPrice = "Date,Symbol,Name,Comment\n2020-01-01,BTC,Bitcoin,nothing here\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("kasparro-csv-");

    private int _folders;

    [OneTimeTearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCase(NoPrice, "price")]
    [TestCase("", "it is empty")]
    [TestCase("\n\n", "it is empty")]
    [TestCase("<!DOCTYPE html>\n<html>\n", "HTML")]
    public async Task The_others_are_read(string refused, string why)
    {
        var path = Folder(("a.csv", CsvProbe.Csv(2)), ("m.csv", refused), ("z.csv", CsvProbe.Csv(3)));
        var context = new FetchContext(Guid.Empty, DateTimeOffset.MaxValue, new FetchMetrics());

        var records = 0;
        await foreach (var page in CsvProbe.Source(path).FetchAsync(context, CancellationToken.None))
            records += page.Records.Count;

        Assert.That(records, Is.EqualTo(2));
        Assert.That(context.Metrics.RefusedFiles.Single().ToString(), Does.Contain("m.csv").And.Contain(why));
    }

    [Test]
    public void Where_none_can_give_a_row_the_run_fails_with_the_first()
    {
        var path = Folder(("m.csv", NoPrice), ("n.csv", NoPrice));

        var failure = Assert.ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(path)))!.Failure;

        Assert.That(failure.Class, Is.EqualTo(FailureClass.Data));
        Assert.That(failure.Sentence, Does.Contain("m.csv"));
    }

    [TestCase("1000", "7000", 0)]
    [TestCase("about 1000", "7000", 1)]
    [TestCase("about 1000", "?!", 2)]
    [TestCase("-", "N/A", 0)]
    public async Task Values_that_cannot_be_read_are_counted_and_their_row_stays(
        string cap,
        string volume,
        int unreadable
    )
    {
        var path = Folder(
            ("a.csv", $"Date,Symbol,Name,Close,Market Cap,Volume USD\n2020-01-01,BTC,Bitcoin,7000.5,{cap},{volume}\n")
        );
        var source = CsvProbe.Source(path);
        var record = (await CsvProbe.ReadAllAsync(source)).Single();

        var mapping = (Mapping.Accepted)CsvProbe.Map(record.Json);

        Assert.That(mapping.UnreadableValues, Is.EqualTo(unreadable));
        Assert.That(mapping.Observation.PriceUsd.Text, Is.EqualTo("7000.5"));
    }

    private string Folder(params (string Name, string Text)[] files)
    {
        var folder = _folder.CreateSubdirectory($"{++_folders}");
        foreach (var (name, text) in files)
            File.WriteAllText(Path.Combine(folder.FullName, name), text);
        return folder.FullName;
    }
}
