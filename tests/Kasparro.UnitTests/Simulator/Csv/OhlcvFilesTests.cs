using System.Globalization;
using Kasparro.Simulator.Csv;

namespace Kasparro.UnitTests.Simulator.Csv;

public sealed class OhlcvFilesTests
{
    [Test]
    public void Sample_files_hold_consecutive_days_whose_prices_fit_together()
    {
        var folder = Directory.CreateTempSubdirectory("kasparro-csv-");
        try
        {
            OhlcvFiles.Write(folder.FullName, seed: 1, new DateOnly(2026, 1, 1), days: 30);

            var files = folder.GetFiles("coin_*.csv");
            Assert.That(files, Has.Length.EqualTo(6));
            foreach (var file in files)
                Check(File.ReadAllLines(file.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Check(string[] lines)
    {
        Assert.That(lines[0], Is.EqualTo("SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap"));
        Assert.That(lines, Has.Length.EqualTo(31));
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToList();
        Assert.That(
            rows.Select(row => DateTime.Parse(row[3], CultureInfo.InvariantCulture).Date).Distinct().Count(),
            Is.EqualTo(30)
        );
        foreach (var row in rows)
        {
            var prices = row[4..8].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
            Assert.That(prices[0], Is.EqualTo(prices.Max()), "the high is the highest");
            Assert.That(prices[1], Is.EqualTo(prices.Min()), "the low is the lowest");
        }
    }
}
