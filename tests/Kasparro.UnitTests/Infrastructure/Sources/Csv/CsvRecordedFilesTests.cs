using System.Text;
using System.Text.Json;
using Kasparro.Application.Sources;
using Kasparro.Domain.MarketData;
using Kasparro.Testing.Sources;

namespace Kasparro.UnitTests.Infrastructure.Sources.Csv;

/// <summary>Real files, kept next to the repository and never in it.</summary>
public sealed class CsvRecordedFilesTests
{
    [TestCase("ohlcv/market_data.csv", 275)]
    [TestCase("ohlcv", 36_807 + 275)]
    [Property("EdgeCase", 49), Property("EdgeCase", 20)]
    public async Task Every_row_of_the_daily_bars_is_accepted_with_the_digits_of_its_cells(string path, int rows)
    {
        var source = CsvProbe.Source(Recorded(path));
        var read = 0;
        await foreach (var page in source.FetchAsync(Context(), CancellationToken.None))
        {
            foreach (var record in page.Records)
            {
                var cells = JsonDocument.Parse(record.Payload).RootElement;
                if (source.Map(record.Payload) is not Mapping.Accepted { Observation: var observation })
                    throw new AssertionException(
                        $"{Encoding.UTF8.GetString(record.Payload.Span)}: {source.Map(record.Payload)}"
                    );

                var digits = (
                    observation.PriceUsd.Text,
                    observation.Volume24hUsd?.Text,
                    observation.MarketCapUsd?.Text,
                    observation.SourceAssetId
                );
                if (digits != (Cell("Close"), Cell("Volume"), Cell("Marketcap"), record.SourceId))
                    Assert.Fail($"{digits} differs from {cells}");
                read++;

                string? Cell(string header) => cells.GetProperty(header).GetString();
            }
        }

        Assert.That(read, Is.EqualTo(rows));
    }

    [TestCase("bitcoin_price_2017.csv")]
    [TestCase("bitcoin_cash_price_2018.csv")]
    [Property("EdgeCase", 47), Property("EdgeCase", 50)]
    public void A_file_that_says_nowhere_which_coin_it_is_about_is_refused_with_what_to_do(string path)
    {
        var recorded = Recorded(path);
        var failure = Assert
            .ThrowsAsync<SourceException>(() => CsvProbe.ReadAllAsync(CsvProbe.Source(recorded)))!
            .Failure;

        Assert.That(
            failure.Sentence,
            Is.EqualTo($"{recorded} has no column of symbols, and nothing says which coin it is about.")
        );
    }

    [TestCase("bitcoin_price_2017.csv", 1_655, 0)]
    [TestCase("bitcoin_cash_price_2018.csv", 213, 0)]
    [TestCase("coin_Aave_mdy.csv", 275, 0)]
    [TestCase("crypto_prices_history_2026.csv", 1_725, 0)]
    [Property("EdgeCase", 47), Property("EdgeCase", 50)]
    public async Task Odd_files_are_read_and_what_could_mean_two_things_is_rejected(string path, int rows, int rejected)
    {
        var source = CsvProbe.Source(Recorded(path), settings: [("CSV_SYMBOL", "BTC"), ("CSV_NAME", "Bitcoin")]);
        var records = await CsvProbe.ReadAllAsync(source);
        var reasons = records
            .Select(record => source.Map(Encoding.UTF8.GetBytes(record.Json)))
            .OfType<Mapping.Rejected>()
            .ToList();

        Assert.That((records.Count, reasons.Count), Is.EqualTo((rows, rejected)));
        Assert.That(reasons.Select(reason => reason.Kind), Is.All.EqualTo(TransformFailureType.InvalidTimestamp));
    }

    [Test, Property("EdgeCase", 14)]
    public async Task A_file_with_slashes_is_accepted_once_its_order_is_set()
    {
        var source = CsvProbe.Source(Recorded("coin_Aave_mdy.csv"), settings: [("CSV_DATE_ORDER", "mdy")]);
        var days = (await CsvProbe.ReadAllAsync(source))
            .Select(record =>
                ((Mapping.Accepted)source.Map(Encoding.UTF8.GetBytes(record.Json))).Observation.LastUpdated
            )
            .ToList();
        Assert.That(
            (days.Count, days[0], days[^1]),
            Is.EqualTo(
                (
                    275,
                    new DateTimeOffset(2020, 10, 5, 23, 59, 0, TimeSpan.Zero),
                    new DateTimeOffset(2021, 7, 6, 23, 59, 0, TimeSpan.Zero)
                )
            )
        );
    }

    private static FetchContext Context() => new(Guid.Empty, CsvProbe.Deadline, new FetchMetrics());

    private static string Recorded(string path)
    {
        for (
            var directory = new DirectoryInfo(TestContext.CurrentContext.TestDirectory);
            directory is not null;
            directory = directory.Parent
        )
        {
            if (!File.Exists(Path.Combine(directory.FullName, "Kasparro.sln")))
                continue;
            var recorded = Path.Combine(directory.FullName, "..", "shared", "data", "csv", path);
            if (Path.Exists(recorded))
                return recorded;
        }

        Assert.Ignore("The recorded files (../shared/data/csv next to the repository) are not here.");
        return "";
    }
}
